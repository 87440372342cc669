// Package uploads holds handlers that read files.
package uploads

import (
	"fmt"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

func badParse(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(32 << 20); err != nil { // want formlimit/upload "ParseMultipartForm reads a body of any size to the disk, and so do 4 more functions"
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

func badFormFile(w http.ResponseWriter, r *http.Request) {
	f, _, err := r.FormFile("file")
	if err != nil {
		return
	}
	defer f.Close()
	io.Copy(io.Discard, f)
}

func badGin(c *gin.Context) {
	file, err := c.FormFile("file")
	if err != nil {
		return
	}
	c.SaveUploadedFile(file, "/tmp/upload")
}

func badEcho(c echo.Context) error {
	_, err := c.FormFile("file")
	return err
}

// api has handlers.
type api struct{}

func (api) badMethod(w http.ResponseWriter, r *http.Request) {
	if err := parse(r); err != nil {
		return
	}
}

func parse(r *http.Request) error {
	return r.ParseMultipartForm(1 << 20)
}

func okLimited(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 32<<20)
	if err := r.ParseMultipartForm(8 << 20); err != nil {
		return
	}
}

func okByCaller(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 32<<20)
	if err := parseLimited(r); err != nil {
		return
	}
}

func parseLimited(r *http.Request) error { return r.ParseMultipartForm(1 << 20) }

func okByHelper(w http.ResponseWriter, r *http.Request) {
	limit(w, r)
	f, _, err := r.FormFile("file")
	if err != nil {
		return
	}
	f.Close()
}

func limit(w http.ResponseWriter, r *http.Request) { r.Body = http.MaxBytesReader(w, r.Body, 1<<20) }

func okLength(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > 1<<20 {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	r.ParseMultipartForm(1 << 20)
}

func okForm(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err == nil {
		fmt.Fprintln(w, r.PostFormValue("name"))
	}
}

func okStream(w http.ResponseWriter, r *http.Request) {
	mr, err := r.MultipartReader()
	if err != nil {
		return
	}
	mr.NextPart()
}

// Run runs them.
func Run(mux *http.ServeMux, g *gin.Engine, e *echo.Echo) {
	mux.HandleFunc("/parse", badParse)
	mux.HandleFunc("/file", badFormFile)
	mux.HandleFunc("/method", api{}.badMethod)
	mux.HandleFunc("/limited", okLimited)
	mux.HandleFunc("/caller", okByCaller)
	mux.HandleFunc("/helper", okByHelper)
	mux.HandleFunc("/length", okLength)
	mux.HandleFunc("/form", okForm)
	mux.HandleFunc("/stream", okStream)
	g.POST("/file", badGin)
	e.POST("/file", badEcho)
}
