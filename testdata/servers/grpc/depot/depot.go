// Package depot keeps parcels.
package depot

import (
	"context"
	"database/sql"
	"errors"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/apivet/apivet/testdata/servers/grpc/gate"
	"github.com/apivet/apivet/testdata/servers/grpc/parcelpb"
)

// Depot is the service.
type Depot struct{ db *sql.DB }

// New makes the service.
func New(db *sql.DB) *Depot { return &Depot{db} }

var _ parcelpb.ParcelsServer = (*Depot)(nil)

// Track tells where a parcel is.
func (d *Depot) Track(ctx context.Context, in *parcelpb.Number) (*parcelpb.Parcel, error) {
	out := &parcelpb.Parcel{Number: in.GetNumber()}
	err := d.db.QueryRowContext(ctx, "SELECT town, state FROM parcels WHERE number = $1", in.GetNumber()).Scan(&out.Town, &out.State)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, status.Error(codes.NotFound, "no such parcel")
	}
	return out, err
}

var orders = map[string]string{"number": "number", "newest": "sent DESC"}

// Search lists the parcels of a town.
func (d *Depot) Search(ctx context.Context, in *parcelpb.Query) (*parcelpb.Parcels, error) {
	q := "SELECT number, town, state FROM parcels WHERE town = '" + in.GetTown() + "'" // want sqlbuild/injected "is used as a value"
	if order, ok := orders[in.GetOrder()]; ok {
		q += " ORDER BY " + order
	}
	rows, err := d.db.QueryContext(ctx, q)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := &parcelpb.Parcels{}
	for rows.Next() {
		var p parcelpb.Parcel
		if err := rows.Scan(&p.Number, &p.Town, &p.State); err != nil {
			return nil, err
		}
		out.Parcels = append(out.Parcels, &p)
	}
	return out, rows.Err()
}

// Send takes a parcel in.
func (d *Depot) Send(ctx context.Context, in *parcelpb.Parcel) (*parcelpb.Number, error) {
	_, err := d.db.ExecContext(ctx, "INSERT INTO parcels (number, town, sender) VALUES ($1, $2, $3)", in.Number, in.Town, gate.Account(ctx))
	return &parcelpb.Number{Number: in.Number}, err
}

// Follow streams where a parcel is.
func (d *Depot) Follow(in *parcelpb.Number, to grpc.ServerStreamingServer[parcelpb.Parcel]) error {
	p, err := d.Track(to.Context(), in)
	if err != nil {
		return err
	}
	return to.Send(p)
}

// Label is a picture of a parcel's label.
func (d *Depot) Label(w http.ResponseWriter, r *http.Request, path map[string]string) {
	var label []byte
	if err := d.db.QueryRowContext(r.Context(), "SELECT label FROM parcels WHERE number = $1", path["number"]).Scan(&label); err != nil {
		http.NotFound(w, r)
		return
	}
	_, _ = w.Write(label)
}
