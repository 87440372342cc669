// Command conduct has middleware of net/http that does, or seems to do, one thing each.
package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"io"
	"log"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/time/rate"
)

func main() {
	m := http.NewServeMux()
	m.Handle("/jwt", bearer(h))              // route: * /jwt conduct.answer [conduct.bearer] auth=yes
	m.Handle("/static", staticToken(h))      // route: * /static conduct.answer [conduct.staticToken] auth=yes
	m.Handle("/open", failOpen(h))           // route: * /open conduct.answer [conduct.failOpen] auth=conditional
	m.Handle("/presence", presence(h))       // route: * /presence conduct.answer [conduct.presence] auth=no
	m.Handle("/prefix", prefixOnly(h))       // route: * /prefix conduct.answer [conduct.prefixOnly] auth=no
	m.Handle("/never", neverRejects(h))      // route: * /never conduct.answer [conduct.neverRejects] auth=no
	m.Handle("/optional", loads(h))          // route: * /optional conduct.answer [conduct.loads] auth=no
	m.Handle("/both", loads(requires(h)))    // route: * /both conduct.answer [conduct.loads conduct.requires] auth=yes
	m.Handle("/anonymous", anonymous(h))     // route: * /anonymous conduct.answer [conduct.anonymous] auth=optional
	m.Handle("/public", publicPaths(h))      // route: * /public conduct.answer [conduct.publicPaths] auth=yes
	m.Handle("/options", preflight(h))       // route: * /options conduct.answer [conduct.preflight] auth=yes
	m.Handle("/forgets", forgetsReturn(h))   // route: * /forgets conduct.answer [conduct.forgetsReturn] auth=no
	m.Handle("/object", &guard{next: h})     // route: * /object conduct.answer [(*conduct.guard).ServeHTTP] auth=yes
	m.Handle("/cert", certificate(h))        // route: * /cert conduct.answer [conduct.certificate] auth=yes
	m.Handle("/proxy", proxied(h))           // route: * /proxy conduct.answer [conduct.proxied] auth=no
	m.Handle("/helper", helper(h))           // route: * /helper conduct.answer [conduct.helper] auth=yes
	m.Handle("/dev", unlessDev(h))           // route: * /dev conduct.answer [conduct.unlessDev] auth=conditional
	m.HandleFunc("/webhook", webhook)        // route: * /webhook conduct.webhook [] auth=yes
	m.HandleFunc("/inline", inline)          // route: * /inline conduct.inline [] auth=yes
	m.HandleFunc("/late", late)              // route: * /late conduct.late [] auth=no
	m.HandleFunc("/some", someWays)          // route: * /some conduct.someWays [] auth=conditional
	m.Handle("/limited", limited(h))         // route: * /limited conduct.answer [conduct.limited] ratelimit=yes auth=no
	m.Handle("/cors", cors(h))               // route: * /cors conduct.answer [conduct.cors] cors=yes auth=no
	m.Handle("/headers", headers(h))         // route: * /headers conduct.answer [conduct.headers] headers=yes auth=no
	m.Handle("/csrf", csrf(h))               // route: * /csrf conduct.answer [conduct.csrf] csrf=yes auth=no
	m.Handle("/body", body(h))               // route: * /body conduct.answer [conduct.body] bodylimit=yes auth=no
	m.Handle("/logged", logged(h))           // route: * /logged conduct.answer [conduct.logged] logging=yes auth=no
	m.Handle("/recovered", recovered(h))     // route: * /recovered conduct.answer [conduct.recovered] recover=yes auth=no
	m.Handle("/timeout", timeout(h))         // route: * /timeout conduct.answer [conduct.timeout] timeout=yes auth=no
	m.Handle("/roles", role("admin")(h))     // route: * /roles conduct.answer [conduct.role] auth=yes authz=yes
	m.Handle("/content", jsonOnly(h))        // route: * /content conduct.answer [conduct.jsonOnly] auth=no
	m.Handle("/host", hostOnly(h))           // route: * /host conduct.answer [conduct.hostOnly] auth=no
	m.HandleFunc("/login", login)            // route: * /login conduct.login [] auth=no
	m.HandleFunc("/demanded", demanded)      // route: * /demanded conduct.demanded [] auth=yes
	m.HandleFunc("/sent", sent)              // route: * /sent conduct.sent [] auth=yes
	m.HandleFunc("/signin", signIn)          // route: * /signin conduct.signIn [] auth=no
	m.HandleFunc("/rename", rename)          // route: * /rename conduct.rename [] auth=yes
	m.HandleFunc("/nonce", nonce)            // route: * /nonce conduct.nonce [] auth=no
	m.HandleFunc("/loaded", loaded)          // route: * /loaded conduct.loaded [] auth=no
	m.Handle("/maintenance", maintenance(h)) // route: * /maintenance conduct.answer [conduct.maintenance] auth=no
	_ = http.ListenAndServe(":8080", m)
}

var h = http.HandlerFunc(answer)

func answer(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }

type key struct{}

func verified(header string) (string, error) {
	token, err := jwt.Parse(strings.TrimPrefix(header, "Bearer "), func(*jwt.Token) (any, error) { return []byte(os.Getenv("CONDUCT_KEY")), nil }, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil || !token.Valid {
		return "", errors.New("invalid token")
	}
	return token.Claims.GetSubject()
}

func bearer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := r.Header.Get("Authorization")
		if !strings.HasPrefix(header, "Bearer ") {
			http.Error(w, "no token", http.StatusUnauthorized)
			return
		}
		user, err := verified(header)
		if err != nil {
			http.Error(w, "bad token", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, user)))
	})
}

func staticToken(next http.Handler) http.Handler {
	want := "Bearer " + os.Getenv("TOKEN")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == want {
			next.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusUnauthorized)
	})
}

// failOpen checks nothing where no key is set.
func failOpen(next http.Handler) http.Handler {
	expected := os.Getenv("API_KEY")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if expected != "" && subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), []byte(expected)) != 1 {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// presence asks only that there is a header.
func presence(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func prefixOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// neverRejects is named for what it does not do.
func neverRejects(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := verified(r.Header.Get("Authorization")); err != nil {
			log.Println("not authenticated")
		}
		next.ServeHTTP(w, r)
	})
}

// loads keeps who asks, where that is known.
func loads(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, err := verified(r.Header.Get("Authorization")); err == nil {
			r = r.WithContext(context.WithValue(r.Context(), key{}, user))
		}
		next.ServeHTTP(w, r)
	})
}

// currentUser is who asks; "" if that is not known.
func currentUser(ctx context.Context) string {
	user, _ := ctx.Value(key{}).(string)
	return user
}

func requires(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if currentUser(r.Context()) == "" {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// anonymous lets those in who show nothing, but not those who show something wrong.
func anonymous(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := r.Header.Get("Authorization")
		if header == "" {
			next.ServeHTTP(w, r)
			return
		}
		if _, err := verified(header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func publicPaths(next http.Handler) http.Handler {
	public := []string{"/login", "/health"}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(public, r.URL.Path) || strings.HasPrefix(r.URL.Path, "/assets/") {
			next.ServeHTTP(w, r)
			return
		}
		if _, err := verified(r.Header.Get("Authorization")); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func preflight(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodOptions {
			next.ServeHTTP(w, r)
			return
		}
		if _, err := verified(r.Header.Get("Authorization")); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// forgetsReturn answers, and goes on.
func forgetsReturn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := verified(r.Header.Get("Authorization")); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
		}
		next.ServeHTTP(w, r)
	})
}

type guard struct{ next http.Handler }

// ServeHTTP asks for a session.
func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("session")
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if _, ok := sessions[c.Value]; !ok {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	g.next.ServeHTTP(w, r)
}

var sessions map[string]string

func certificate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// proxied trusts a header that anyone can send.
func proxied(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Forwarded-User") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// helper has the request answered by a function that tells whether to go on.
func helper(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allowed(w, r) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

func allowed(w http.ResponseWriter, r *http.Request) bool {
	if _, err := verified(r.Header.Get("Authorization")); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return false
	}
	return true
}

func unlessDev(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if os.Getenv("ENV") != "dev" {
			if _, err := verified(r.Header.Get("Authorization")); err != nil {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// webhook checks the signature of what it is sent.
func webhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	sum := hmac.New(sha256.New, []byte(os.Getenv("HOOK")))
	sum.Write(body)
	sent, err := hex.DecodeString(r.Header.Get("X-Signature"))
	if err != nil || !hmac.Equal(sent, sum.Sum(nil)) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func requireUser(r *http.Request) (string, error) {
	return verified(r.Header.Get("Authorization"))
}

func inline(w http.ResponseWriter, r *http.Request) {
	user, err := requireUser(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
	_, _ = w.Write([]byte(user))
}

// late has done its work when it asks.
func late(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(os.Getenv("DATA")))
	if _, err := requireUser(r); err != nil {
		log.Println(err)
	}
}

func someWays(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		if _, err := requireUser(r); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
	}
	w.WriteHeader(http.StatusOK)
}

func limited(next http.Handler) http.Handler {
	limiter := rate.NewLimiter(1, 5)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !limiter.Allow() {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func cors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

func csrf(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("csrf_token")
		if err != nil || c.Value != r.Header.Get("X-CSRF-Token") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func body(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
		next.ServeHTTP(w, r)
	})
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, r)
		log.Printf("%s %s %s", r.Method, r.URL.Path, time.Since(start))
	})
}

func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if err := recover(); err != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func timeout(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// user is who asks, with what they may do.
type user struct {
	Name  string
	Roles []string
}

func role(name string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			u, ok := r.Context().Value(key{}).(*user)
			if !ok || !slices.Contains(u.Roles, name) {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func jsonOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Content-Type") != "application/json" {
			w.WriteHeader(http.StatusUnsupportedMediaType)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hostOnly answers like a guard, and asks for nothing that one would have to know.
func hostOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != "example.com" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func maintenance(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if os.Getenv("MAINTENANCE") != "" {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// demanded panics without a session; something further out recovers.
func demanded(w http.ResponseWriter, r *http.Request) {
	_, err := verified(r.Header.Get("Authorization"))
	must(err)
	answer(w, r)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// sent refuses through a function that returns what went wrong with the answer.
func sent(w http.ResponseWriter, r *http.Request) {
	if _, err := verified(r.Header.Get("Authorization")); err != nil {
		_ = send(w, http.StatusForbidden, err.Error())
		return
	}
	answer(w, r)
}

func send(w http.ResponseWriter, status int, message string) error {
	w.WriteHeader(status)
	_, err := w.Write([]byte(message))
	return err
}

// signIn asks for the password of a form, and begins a session.
func signIn(w http.ResponseWriter, r *http.Request) {
	if err := bcrypt.CompareHashAndPassword([]byte(os.Getenv("HASH")), []byte(r.FormValue("password"))); err != nil {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	begin(w, r)
}

func begin(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusSeeOther) }

// rename asks for the password of someone who is known.
func rename(w http.ResponseWriter, r *http.Request) {
	if currentUser(r.Context()) == "" {
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	if err := bcrypt.CompareHashAndPassword([]byte(os.Getenv("HASH")), []byte(r.FormValue("password"))); err != nil {
		http.Error(w, "wrong password", http.StatusForbidden)
		return
	}
	answer(w, r)
}

// nonce compares what a client sent with what it sent.
func nonce(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("ticket")
	if err != nil || c.Value == "" || c.Value != r.FormValue("ticket") {
		http.Error(w, "not our form", http.StatusUnauthorized)
		return
	}
	answer(w, r)
}

// loaded panics on errors that are none of a credential.
func loaded(w http.ResponseWriter, r *http.Request) {
	_, err := os.ReadFile("notes.json")
	must(err)
	answer(w, r)
}

// login checks who asks, and gives out what shows it from then on.
func login(w http.ResponseWriter, r *http.Request) {
	if _, password, ok := r.BasicAuth(); !ok || password != os.Getenv("PASSWORD") {
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "me"}).SignedString([]byte(os.Getenv("CONDUCT_KEY")))
	if err != nil {
		http.Error(w, "no token", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write([]byte(token))
}
