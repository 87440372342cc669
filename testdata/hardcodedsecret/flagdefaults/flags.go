// Package flagdefaults has secrets as defaults of flags.
package flagdefaults

import (
	"flag"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	cli2 "github.com/urfave/cli/v2"
	"github.com/urfave/cli/v3"
)

type options struct {
	jwtSecret  string
	dbPassword string
	listen     string
	keyFile    string
	tokenTTL   string
	session    string
}

var adminPassword = flag.String("admin-password", "Tr0ub4dor&3", "password of the first administrator") // want hardcodedsecret/default "admin-password"

func badStandard() *options {
	var o options
	flag.StringVar(&o.jwtSecret, "jwt-secret", "kestrel-signing-2019", "secret that signs tokens") // want hardcodedsecret/default "jwt-secret"
	flag.StringVar(&o.listen, "listen", ":8080", "address")
	flag.Parse()
	return &o
}

func badFlagSet(args []string) (*options, error) {
	var o options
	fs := flag.NewFlagSet("server", flag.ContinueOnError)
	fs.StringVar(&o.dbPassword, "db.password", "postgres", "password of the database") // want hardcodedsecret/default "db.password"
	return &o, fs.Parse(args)
}

func badPflag() *options {
	var o options
	pflag.StringVarP(&o.jwtSecret, "token-secret", "s", "f00dcafe", "secret")                // want hardcodedsecret/default "token-secret"
	o.session = *pflag.String("session-key", "9f2c6be0d1a47735", "key of the session store") // want hardcodedsecret/default
	return &o
}

func badCobra() *cobra.Command {
	var o options
	cmd := &cobra.Command{Use: "serve"}
	cmd.Flags().StringVar(&o.jwtSecret, "auth-secret", "heron", "secret that signs tokens")                   // want hardcodedsecret/default "auth-secret"
	cmd.PersistentFlags().StringVarP(&o.dbPassword, "db-password", "p", defaultPassword, "database password") // the constant's place is reported
	return cmd
}

const defaultPassword = "quail99" // want hardcodedsecret/default "db-password"

func badUrfave2() *cli2.App {
	return &cli2.App{Flags: []cli2.Flag{
		&cli2.StringFlag{Name: "listen", Value: ":8080"},
		&cli2.StringFlag{Name: "rpc-secret", Value: "osprey-rpc", EnvVars: []string{"RPC_SECRET"}}, // want hardcodedsecret/default "rpc-secret"
	}}
}

func badUrfave3() *cli.Command {
	return &cli.Command{Flags: []cli.Flag{
		&cli.StringFlag{Name: "agent-secret", Value: "plover", Sources: cli.EnvVars("AGENT_SECRET")}, // want hardcodedsecret/default "agent-secret"
		&cli.StringFlag{Name: "level", Value: "info"},
	}}
}

// The fallback is what the environment has, and nothing else.
func okFromEnv() *string {
	return flag.String("api-secret", os.Getenv("API_SECRET"), "secret")
}

func okEmpty() *options {
	var o options
	pflag.StringVar(&o.jwtSecret, "hmac-secret", "", "secret; required")
	return &o
}

func okOther() *options {
	var o options
	flag.StringVar(&o.keyFile, "jwt-key-file", "/etc/app/jwt.pem", "file with the key")
	flag.StringVar(&o.tokenTTL, "token-ttl", "15m", "how long a token holds")
	flag.String("password-policy", "strict", "strict or lax")
	flag.String("token-header", "X-Api-Token", "header that carries the token")
	flag.String("secret-name", "prod/app", "name of the secret in the secret manager")
	flag.String("jwt-algorithm", "HS256", "algorithm")
	flag.String("cookie-name", "sid", "name of the cookie")
	flag.String("token-url", "https://id.internal/token", "where tokens are had")
	flag.String("auth", "password", "none, password or token")
	return &o
}

func okUrfave() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "token-path", Value: "/var/run/token"},
		&cli.StringFlag{Name: "db-secret"},
		&cli.StringFlag{Name: "secret-backend", Value: "vault"},
	}
}

// Flags puts the cases to use.
func Flags() {
	_ = adminPassword
	badStandard()
	_, _ = badFlagSet(nil)
	badPflag()
	_ = badCobra()
	_ = badUrfave2()
	_ = badUrfave3()
	okFromEnv()
	okEmpty()
	okOther()
	okUrfave()
}
