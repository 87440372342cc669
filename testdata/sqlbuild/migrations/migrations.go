// Package migrations pins schema changes, whose texts are the program's own.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

//go:embed steps/*.sql
var steps embed.FS

const schemaVersion = 3

type column struct {
	name, kind string
	null       bool
}

type table struct {
	name    string
	columns []column
	indexes [][]string
}

var tables = []table{
	{name: "users", columns: []column{{name: "id", kind: "bigint"}, {name: "name", kind: "text", null: true}}, indexes: [][]string{{"name"}}},
	{name: "roles", columns: []column{{name: "id", kind: "bigint"}}},
}

func (t table) create() string {
	parts := make([]string, 0, len(t.columns))
	for _, c := range t.columns {
		part := c.name + " " + c.kind
		if !c.null {
			part += " NOT NULL"
		}
		parts = append(parts, part)
	}
	return fmt.Sprintf("CREATE TABLE IF NOT EXISTS %s (\n\t%s\n)", t.name, strings.Join(parts, ",\n\t"))
}

func okTables(db *sql.DB) error {
	for _, t := range tables {
		if _, err := db.Exec(t.create()); err != nil {
			return fmt.Errorf("create table %s: %w", t.name, err)
		}
		for i, columns := range t.indexes {
			q := fmt.Sprintf("CREATE INDEX %s_%d ON %s (%s)", t.name, i, t.name, strings.Join(columns, ", "))
			if _, err := db.Exec(q); err != nil {
				return err
			}
		}
	}
	return nil
}

func okSteps(ctx context.Context, db *sql.DB) error {
	names, err := fs.Glob(steps, "steps/*.sql")
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		text, err := fs.ReadFile(steps, name)
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, string(text)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion))
	return err
}

type migration struct {
	version  int
	up, down string
	run      func(*sql.Tx) error
}

func migrations() []migration {
	return []migration{
		{version: 1, up: "ALTER TABLE users ADD COLUMN mail text", down: "ALTER TABLE users DROP COLUMN mail"},
		{version: 2, run: func(tx *sql.Tx) error {
			for _, t := range []string{"users", "roles"} {
				if _, err := tx.Exec("ALTER TABLE " + t + " ADD COLUMN created timestamp"); err != nil {
					return err
				}
			}
			return nil
		}},
	}
}

func okMigrate(db *sql.DB, from int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, m := range migrations() {
		if m.version <= from {
			continue
		}
		if m.run != nil {
			err = m.run(tx)
		} else {
			_, err = tx.Exec(m.up)
		}
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}

func okPartitions(db *sql.DB, from time.Time) error {
	for i := range 12 {
		month := from.AddDate(0, i, 0)
		name := "events_" + month.Format("2006_01")
		q := fmt.Sprintf("CREATE TABLE %s PARTITION OF events FOR VALUES FROM ('%s') TO ('%s')",
			name, month.Format(time.DateOnly), month.AddDate(0, 1, 0).Format(time.DateOnly))
		if _, err := db.Exec(q); err != nil {
			return err
		}
	}
	return nil
}

func okShards(db *sql.DB, n int) {
	for i := range n {
		_, _ = db.Exec(fmt.Sprintf("CREATE TABLE shard_%02d (LIKE users)", i))
		_, _ = db.Exec(strings.NewReplacer("{n}", fmt.Sprint(i), "{t}", "users").Replace("CREATE VIEW v_{n} AS SELECT * FROM {t}"))
	}
}

func okSavepoints(tx *sql.Tx, depth int) {
	name := fmt.Sprintf("sp_%d", depth)
	_, _ = tx.Exec("SAVEPOINT " + name)
	_, _ = tx.Exec("RELEASE SAVEPOINT " + name)
}

func okSeed(db *sql.DB) {
	rows := map[string]int{"admin": 1, "guest": 2}
	for name, level := range rows {
		_, _ = db.Exec(fmt.Sprintf("INSERT INTO roles (name, level) VALUES ('%s', %d)", name, level))
	}
}
