// Command grpc tracks parcels: a gRPC service on database/sql, served over HTTP by a gateway, too.
package main

import (
	"context"
	"database/sql"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	"github.com/apivet/apivet/testdata/servers/grpc/depot"
	"github.com/apivet/apivet/testdata/servers/grpc/gate"
	"github.com/apivet/apivet/testdata/servers/grpc/parcelpb"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("PARCELS_DB"))
	if err != nil {
		log.Fatal(err)
	}
	g := gate.New([]byte(os.Getenv("PARCELS_KEY")))
	d := depot.New(db)
	s := grpc.NewServer(
		grpc.ChainUnaryInterceptor(gate.Log, g.Unary),
		grpc.ChainStreamInterceptor(g.Stream),
	)
	parcelpb.RegisterParcelsServer(s, d)
	healthpb.RegisterHealthServer(s, health.NewServer())
	l, err := net.Listen("tcp", ":9090")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(s.Serve(l)) }()

	over := runtime.NewServeMux()
	options := []grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}
	if err := parcelpb.RegisterParcelsHandlerFromEndpoint(context.Background(), over, "localhost:9090", options); err != nil {
		log.Fatal(err)
	}
	if err := over.HandlePath(http.MethodGet, "/v1/parcels/{number}/label", d.Label); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", over))
}
