// Package handlers registers debug endpoints on routers.
package handlers

import (
	"expvar"
	"net/http"
	"net/http/pprof"
	"os"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/gofiber/fiber/v2"
	fiberpprof "github.com/gofiber/fiber/v2/middleware/pprof"
	"github.com/spf13/viper"
)

func badMux() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index) // want debugexposed/registered "pprof.Index is registered on a router"
	mux.Handle("/debug/vars", expvar.Handler())  // want debugexposed/registered
	return mux
}

func badWrapped() *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("/debug/pprof/heap", pprof.Handler("heap")) // want debugexposed/registered
	mux.Handle("/debug/pprof/cmdline", http.HandlerFunc(pprof.Cmdline))
	return mux
}

func badGin(r *gin.Engine) {
	r.GET("/debug/pprof/profile", gin.WrapF(pprof.Profile)) // want debugexposed/registered
}

func badFiber() *fiber.App {
	app := fiber.New()
	app.Use(fiberpprof.New()) // want debugexposed/registered
	return app
}

func badChi() chi.Router {
	r := chi.NewRouter()
	r.Mount("/debug", middleware.Profiler()) // want debugexposed/registered
	return r
}

// config is read from a file.
type config struct{ Profile bool }

func lowSetting(mux *http.ServeMux, c *config) {
	if c.Profile {
		mux.HandleFunc("/debug/pprof/", pprof.Index) // want:low debugexposed/registered
	}
}

func badAdapted(mux *http.ServeMux) {
	mux.Handle("/debug/pprof/trace", http.HandlerFunc(pprof.Trace)) // want debugexposed/registered
}

// address is where the profiles are served, if they are.
type address struct{ ProfileListen string }

func lowAddress(a *address) {
	if a.ProfileListen != "" {
		mux := http.NewServeMux()
		mux.HandleFunc("/debug/pprof/", pprof.Index) // want:low debugexposed/registered
	}
}

var params = viper.New()

// lowRunner hands a function that serves them to what runs it, where a setting says so.
func lowRunner(c *config) {
	addr := os.Getenv("PROFILE_ADDR")
	if c.Profile {
		time.AfterFunc(time.Second, func() {
			srv := &http.Server{Addr: addr, Handler: runnerRouter(), ReadHeaderTimeout: time.Second}
			_ = srv.ListenAndServe()
		})
	}
}

func runnerRouter() *http.ServeMux {
	mux := http.NewServeMux()
	registerOn(mux)
	return mux
}

func registerOn(mux *http.ServeMux) {
	mux.HandleFunc("/debug/pprof/", pprof.Index) // want:low debugexposed/registered
}

// lowBackground serves them in a goroutine, where a setting says so.
func lowBackground() {
	if params.GetBool("DEBUG") {
		go func() {
			mux := http.NewServeMux()
			mux.HandleFunc("/debug/pprof/", pprof.Index) // want:low debugexposed/registered
			_ = (&http.Server{Addr: ":9090", Handler: mux, ReadTimeout: time.Minute}).ListenAndServe()
		}()
	}
}

var mode = os.Getenv("MODE")

func lowMode(mux *http.ServeMux) {
	if mode == "prod" {
		return
	}
	mux.HandleFunc("/debug/pprof/", pprof.Index) // want:low debugexposed/registered
}

func lowAuth(auth func(http.Handler) http.Handler) chi.Router {
	r := chi.NewRouter()
	r.Use(auth)
	r.Mount("/debug", middleware.Profiler()) // want:low debugexposed/registered
	return r
}

func okOther(mux *http.ServeMux) {
	mux.HandleFunc("/debug", func(http.ResponseWriter, *http.Request) {})
}

// Run runs some of them.
func Run(r *gin.Engine, c *config) {
	badGin(r)
	lowSetting(badMux(), c)
	lowRunner(c)
}
