// Package websockets upgrades requests to websockets: browsers send cookies with them whatever page asks.
package websockets

import (
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"

	coder "github.com/coder/websocket"
	fastws "github.com/fasthttp/websocket"
	"github.com/gofiber/contrib/websocket"
	fiberws "github.com/gofiber/websocket/v2"
	gorilla "github.com/gorilla/websocket"
	"github.com/olahol/melody"
	"github.com/valyala/fasthttp"
	nhooyr "nhooyr.io/websocket"
)

var upgrader = gorilla.Upgrader{
	ReadBufferSize: 1024,
	CheckOrigin: func(r *http.Request) bool { // want corsorigin/always "any page can open the websocket as its visitor"
		return true
	},
}

func badGlobal(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err == nil {
		conn.Close()
	}
}

func badUpgrade(w http.ResponseWriter, r *http.Request) {
	conn, err := gorilla.Upgrade(w, r, nil, 1024, 1024) // want corsorigin/always "nothing checks the origin"
	if err == nil {
		conn.Close()
	}
}

func badLocal(w http.ResponseWriter, r *http.Request) {
	up := gorilla.Upgrader{}
	up.CheckOrigin = anyOrigin
	if conn, err := up.Upgrade(w, r, nil); err == nil {
		conn.Close()
	}
}

func anyOrigin(*http.Request) bool { return true } // want corsorigin/always

func badNotEmpty(w http.ResponseWriter, r *http.Request) {
	up := &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool { return r.Header.Get("Origin") != "" }} // want corsorigin/always
	if conn, err := up.Upgrade(w, r, nil); err == nil {
		conn.Close()
	}
}

func badMethod() *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool { // want corsorigin/always
		if r.Method != http.MethodGet {
			return false
		}
		return r.URL.Path == "/ws"
	}}
}

func badSuffix() *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool { // want corsorigin/weak-match "evilexample.com"
		u, err := url.Parse(r.Header.Get("Origin"))
		if err != nil {
			return false
		}
		return strings.HasSuffix(u.Host, "example.com")
	}}
}

func badHostPattern() *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool { // want corsorigin/weak-match "evilexample.com"
		u, err := url.Parse(r.Header.Get("Origin"))
		if err != nil {
			return false
		}
		ok, _ := path.Match("*example.com", u.Host)
		return ok
	}}
}

func badLogged() *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool { // want corsorigin/always
		origin := r.Header.Get("Origin")
		if !slices.Contains(strings.Split(os.Getenv("ORIGINS"), ","), origin) {
			println("unknown origin", origin)
		}
		return true
	}}
}

func badCoder(w http.ResponseWriter, r *http.Request) {
	c, err := coder.Accept(w, r, &coder.AcceptOptions{InsecureSkipVerify: true}) // want corsorigin/always "switched off"
	if err == nil {
		c.CloseNow()
	}
}

func badCoderPatterns(w http.ResponseWriter, r *http.Request) {
	c, err := coder.Accept(w, r, &coder.AcceptOptions{
		OriginPatterns: []string{"*"}, // want corsorigin/always
	})
	if err == nil {
		c.CloseNow()
	}
}

func badCoderSuffix(w http.ResponseWriter, r *http.Request) {
	opts := &coder.AcceptOptions{}
	opts.OriginPatterns = append(opts.OriginPatterns, "*example.com") // want corsorigin/weak-match "evilexample.com"
	if c, err := coder.Accept(w, r, opts); err == nil {
		c.CloseNow()
	}
}

func badNhooyr(w http.ResponseWriter, r *http.Request) {
	c, err := nhooyr.Accept(w, r, &nhooyr.AcceptOptions{InsecureSkipVerify: true}) // want corsorigin/always
	if err == nil {
		_ = c.CloseNow()
	}
}

func badFastHTTP(ctx *fasthttp.RequestCtx) {
	up := fastws.FastHTTPUpgrader{CheckOrigin: func(ctx *fasthttp.RequestCtx) bool { return true }} // want corsorigin/always
	_ = up.Upgrade(ctx, func(*fastws.Conn) {})
}

func badFastHTTPPeek() fastws.FastHTTPUpgrader {
	return fastws.FastHTTPUpgrader{CheckOrigin: func(ctx *fasthttp.RequestCtx) bool { // want corsorigin/weak-match
		return strings.Contains(string(ctx.Request.Header.Peek("Origin")), "example.com")
	}}
}

func badFiber() {
	_ = websocket.New(func(c *websocket.Conn) {})                                                 // want corsorigin/always "nothing checks the origin"
	_ = websocket.New(func(c *websocket.Conn) {}, websocket.Config{Origins: []string{"*"}})       // want corsorigin/always
	_ = fiberws.New(func(c *fiberws.Conn) {}, fiberws.Config{ReadBufferSize: 10})                 // want corsorigin/always
	_ = fiberws.New(func(c *fiberws.Conn) {}, fiberws.Config{Origins: []string{"http://a.test"}}) // listed
}

func badMelody(w http.ResponseWriter, r *http.Request) {
	m := melody.New()
	_ = m.HandleRequest(w, r) // want corsorigin/always "nothing checks the origin"
}

func badMelodySet(w http.ResponseWriter, r *http.Request) {
	m := melody.New()
	m.Upgrader.CheckOrigin = func(r *http.Request) bool { return true } // want corsorigin/always
	_ = m.HandleRequest(w, r)
}

func badUnsetPattern() *gorilla.Upgrader {
	check := func(r *http.Request) bool { return true } // want corsorigin/always "where a setting is not set"
	if pattern := os.Getenv("WS_ORIGIN"); pattern != "" {
		check = func(r *http.Request) bool { return r.Header.Get("Origin") == pattern }
	}
	return &gorilla.Upgrader{CheckOrigin: check}
}

func lowSwitched(any bool) *gorilla.Upgrader {
	up := &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool { return r.Header.Get("Origin") == "https://example.com" }}
	if any {
		up.CheckOrigin = func(r *http.Request) bool { return true } // want:low corsorigin/always
	}
	return up
}

func okMelody(w http.ResponseWriter, r *http.Request) {
	m := melody.New()
	m.Upgrader.CheckOrigin = func(r *http.Request) bool { return r.Header.Get("Origin") == "https://example.com" }
	_ = m.HandleRequest(w, r)
}

func okDefault(w http.ResponseWriter, r *http.Request) {
	up := gorilla.Upgrader{ReadBufferSize: 1024}
	if conn, err := up.Upgrade(w, r, nil); err == nil {
		conn.Close()
	}
	if c, err := coder.Accept(w, r, nil); err == nil {
		c.CloseNow()
	}
}

func okSameHost() *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool {
		origin := r.Header.Get("Origin")
		if origin == "" {
			return true
		}
		u, err := url.Parse(origin)
		if err != nil {
			return false
		}
		return strings.EqualFold(u.Host, r.Host)
	}}
}

func okList(origins []string) *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool {
		return slices.Contains(origins, r.Header.Get("Origin"))
	}}
}

type hub struct {
	allowAll bool
	origins  map[string]struct{}
}

func (h *hub) check(r *http.Request) bool {
	if h.allowAll {
		return true
	}
	_, ok := h.origins[r.Header.Get("Origin")]
	return ok
}

func okMethod(h *hub) *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: h.check}
}

func okDevelopment(w http.ResponseWriter, r *http.Request) {
	up := gorilla.Upgrader{}
	if os.Getenv("ENV") == "dev" {
		up.CheckOrigin = func(*http.Request) bool { return true }
	}
	if conn, err := up.Upgrade(w, r, nil); err == nil {
		conn.Close()
	}
}

func okCoder(w http.ResponseWriter, r *http.Request) {
	c, err := coder.Accept(w, r, &coder.AcceptOptions{OriginPatterns: []string{"example.com", "*.example.com", "localhost:*"}})
	if err == nil {
		c.CloseNow()
	}
}

// Wire uses the functions, and reads a cookie, which is what makes open websockets dangerous.
func Wire(mux *http.ServeMux) {
	mux.HandleFunc("/ws", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("session"); err != nil {
			http.Error(w, "", http.StatusUnauthorized)
			return
		}
		badGlobal(w, r)
	})
	okMethod(&hub{allowAll: os.Getenv("ALL") != "", origins: map[string]struct{}{os.Getenv("ORIGIN"): {}}})
}

type peerKey struct{}

type peer struct{ name string }

// peerOf is the other server that an earlier layer knew by its signature.
func peerOf(r *http.Request) (*peer, bool) {
	p, ok := r.Context().Value(peerKey{}).(*peer)
	return p, ok && p != nil
}

func sameSite(left, right string) bool {
	a, err := url.Parse(strings.TrimSpace(left))
	if err != nil || a.Host == "" {
		return false
	}
	b, err := url.Parse(strings.TrimSpace(right))
	if err != nil || b.Host == "" {
		return false
	}
	return a.Scheme+"://"+a.Host == b.Scheme+"://"+b.Host
}

// okPeers lets servers through that have proved who they are.
func okPeers() *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool {
		if _, ok := peerOf(r); ok {
			return true
		}
		return sameSite(r.Header.Get("Origin"), "https://example.com")
	}}
}

// okForwarded compares with the host that the proxy was asked for: no page can set that header.
func okForwarded() *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool {
		host := r.Header.Get("X-Forwarded-Host")
		if host == "" {
			host = r.Host
		}
		return sameSite(r.Header.Get("Origin"), "https://"+host)
	}}
}
