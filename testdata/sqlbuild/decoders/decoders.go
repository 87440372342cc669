// Package decoders pins structs and maps that a library fills from a request.
package decoders

import (
	"database/sql"
	"embed"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
	"github.com/go-playground/validator/v10"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
)

var db *sql.DB

type listRequest struct {
	Sort   string    `json:"sort" form:"sort" query:"sort" uri:"sort"`
	Dir    string    `json:"dir" validate:"oneof=asc desc"`
	Owner  uuid.UUID `json:"owner"`
	Page   int       `json:"page"`
	All    bool      `json:"all"`
	Since  time.Time `json:"since"`
	Filter *filter   `json:"filter"`
	Tags   []string  `json:"tags"`
}

type filter struct {
	Field string `json:"field"`
	Value any    `json:"value"`
}

func badPointerField(r *http.Request) {
	var in listRequest
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in.Filter == nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE "+in.Filter.Field+" = ?", in.Filter.Value) // want sqlbuild/injected
}

func badStrictDecoder(w http.ResponseWriter, r *http.Request) {
	in := &listRequest{}
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	dec.DisallowUnknownFields()
	if err := dec.Decode(in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE tag IN ('" + strings.Join(in.Tags, "','") + "')") // want sqlbuild/injected
}

func okFieldsWithoutText(r *http.Request) {
	var in listRequest
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	q := "SELECT id FROM users WHERE owner = '" + in.Owner.String() + "' AND at > '" + in.Since.Format(time.DateOnly) + "'"
	if in.All {
		q += " AND deleted IS NULL"
	}
	_, _ = db.Query(q)
}

func okSetAfterDecoding(r *http.Request) {
	var in listRequest
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	in.Sort = "created"
	_, _ = db.Query("SELECT id FROM users ORDER BY " + in.Sort)
}

func okUsedBeforeDecoding(r *http.Request) {
	in := listRequest{Sort: "id"}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + in.Sort)
	_ = json.NewDecoder(r.Body).Decode(&in)
}

var validate = validator.New()

func okValidatedTag(r *http.Request) {
	var in listRequest
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	if err := validate.Struct(in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + in.Dir)
}

func badOtherFieldValidated(r *http.Request) {
	var in listRequest
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	if err := validate.Struct(in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + in.Sort + " " + in.Dir) // want sqlbuild/injected "ORDER BY"
}

func badRawMessage(r *http.Request) {
	var in struct {
		Kind string          `json:"kind"`
		Data json.RawMessage `json:"data"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_, _ = db.Exec("INSERT INTO docs (data) VALUES ('" + string(in.Data) + "')") // want sqlbuild/injected
	var f filter
	if err := json.Unmarshal(in.Data, &f); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + f.Field) // want sqlbuild/injected
}

func badEncodedAgain(r *http.Request) {
	in := map[string]any{}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	data, err := json.Marshal(in)
	if err != nil {
		return
	}
	_, _ = db.Exec("UPDATE docs SET data = '" + string(data) + "'") // want sqlbuild/injected
}

func badGinURI(c *gin.Context) {
	var in listRequest
	if err := c.ShouldBindUri(&in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + in.Sort) // want sqlbuild/injected
}

func badGinBinding(c *gin.Context) {
	in := new(listRequest)
	if c.ShouldBindWith(in, binding.Query) != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + in.Sort) // want sqlbuild/injected
}

func badGinMap(c *gin.Context) {
	for column, value := range c.QueryMap("filter") {
		_, _ = db.Query("SELECT id FROM users WHERE "+column+" = ?", value) // want sqlbuild/injected
	}
}

func badEchoBinder(c echo.Context) error {
	var sort string
	if err := echo.QueryParamsBinder(c).String("sort", &sort).BindError(); err != nil {
		return err
	}
	_, err := db.Query("SELECT id FROM users ORDER BY " + sort) // want sqlbuild/injected
	return err
}

func okEchoBinder(c echo.Context) error {
	var id int64
	if err := echo.PathParamsBinder(c).Int64("id", &id).BindError(); err != nil {
		return err
	}
	q := url.Values{"id": {"1"}}
	_, err := db.Query("SELECT id FROM users WHERE id = " + q.Get("id"))
	return err
}

func badFiberQuery(c *fiber.Ctx) error {
	in := listRequest{}
	if err := c.QueryParser(&in); err != nil {
		return err
	}
	_, err := db.Query("SELECT id FROM users ORDER BY " + in.Sort) // want sqlbuild/injected
	return err
}

func okFiberInt(c *fiber.Ctx) error {
	id, err := c.ParamsInt("id")
	if err != nil {
		return err
	}
	in := struct{ Page int }{}
	if err := c.QueryParser(&in); err != nil {
		return err
	}
	_, err = db.Query("SELECT id FROM users WHERE id = " + itoa(id) + " LIMIT 10 OFFSET " + itoa(in.Page*10))
	return err
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func badMultipartReader(r *http.Request) {
	mr, err := r.MultipartReader()
	if err != nil {
		return
	}
	for {
		part, err := mr.NextPart()
		if err != nil {
			return
		}
		save(part)
	}
}

func save(part *multipart.Part) {
	data, err := io.ReadAll(part)
	if err != nil {
		return
	}
	_, _ = db.Exec("INSERT INTO files VALUES ('"+part.FileName()+"', ?)", data) // want sqlbuild/injected
	_, _ = db.Exec("INSERT INTO texts VALUES ('" + string(data) + "')")         // want sqlbuild/injected
}

func badValuesPassedOn(r *http.Request) { search(r.URL.Query()) }

func search(v url.Values) {
	if !v.Has("name") {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + v.Get("name") + "'") // want sqlbuild/injected
}

//go:embed schema.sql
var schema string

//go:embed *.sql
var files embed.FS

func okEmbedded() error {
	data, err := files.ReadFile("schema.sql")
	if err != nil {
		return err
	}
	for _, statement := range strings.Split(string(data), ";") {
		if _, err := db.Exec(statement); err != nil {
			return err
		}
	}
	_, err = db.Exec(schema)
	return err
}

func okFile() error {
	data, err := os.ReadFile("schema.sql")
	if err != nil {
		return err
	}
	_, err = db.Exec(string(data))
	return err
}

func okOwnConfig() {
	var in listRequest
	if err := json.Unmarshal([]byte(`{"sort":"id"}`), &in); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + in.Sort)
}
