package operator

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"gopkg.in/yaml.v3"
)

// Config is read from a file.
type Config struct {
	Schema  string `json:"schema" yaml:"schema" mapstructure:"schema"`
	Workers int    `json:"workers" yaml:"workers"`
}

func load(name string) (*Config, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	c := &Config{Schema: "public"}
	return c, yaml.Unmarshal(data, c)
}

func lowConfigFile() {
	c, err := load("config.yaml")
	if err != nil {
		return
	}
	_, _ = db.Exec("CREATE SCHEMA " + c.Schema) // want:low sqlbuild/dynamic
}

func lowConfigJSON() {
	f, err := os.Open("config.json")
	if err != nil {
		return
	}
	defer f.Close()
	var c Config
	if err := json.NewDecoder(f).Decode(&c); err != nil {
		return
	}
	_, _ = db.Exec("CREATE SCHEMA " + c.Schema) // want:low sqlbuild/dynamic
}

func lowViper() {
	_, _ = db.Exec("CREATE SCHEMA " + viper.GetString("schema")) // want:low sqlbuild/dynamic
	var c Config
	if err := viper.Unmarshal(&c); err != nil {
		return
	}
	_, _ = db.Exec("CREATE SCHEMA " + c.Schema) // want:low sqlbuild/dynamic
}

func lowFlagVar() {
	var schema string
	pflag.StringVarP(&schema, "schema", "s", "public", "schema of the tables")
	pflag.Parse()
	_, _ = db.Exec("CREATE SCHEMA " + schema) // want:low sqlbuild/dynamic
}

func lowLookupEnv() {
	schema, ok := os.LookupEnv("DB_SCHEMA")
	if !ok {
		schema = "public"
	}
	_, _ = db.Exec("SET search_path TO " + schema) // want:low sqlbuild/dynamic
}

func lowArgument() {
	_, _ = db.Exec("DELETE FROM users WHERE name = '" + flag.Arg(0) + "'") // want:low sqlbuild/dynamic
	_, _ = db.Exec("DELETE FROM users WHERE name = '" + os.Args[1] + "'")  // want:low sqlbuild/dynamic
}

func okNumberFromEnv() {
	n, err := strconv.Atoi(os.Getenv("WORKERS"))
	if err != nil {
		n = 4
	}
	_, _ = db.Exec(fmt.Sprintf("SET max_parallel_workers = %d", n))
}

func okNumberFromConfig() {
	c, err := load("config.yaml")
	if err != nil {
		return
	}
	_, _ = db.Exec("SET max_parallel_workers = " + strconv.Itoa(c.Workers))
}

type store struct{ schema string }

func newStore(c *Config) *store { return &store{schema: c.Schema} }

func (s *store) lowKept() {
	_, _ = db.Query("SELECT id FROM " + s.schema + ".users") // want:low sqlbuild/dynamic
}

func wire() {
	c, err := load("config.yaml")
	if err != nil {
		return
	}
	newStore(c).lowKept()
}
