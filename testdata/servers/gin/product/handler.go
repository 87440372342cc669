// Package product is the products of the shop.
package product

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// ListRequest is bound from the query.
type ListRequest struct {
	Search string `form:"q"`
	Sort   string `form:"sort"`
	Order  string `form:"order" binding:"omitempty,oneof=asc desc"`
	Limit  int    `form:"limit" binding:"max=100"`
}

// UpdateRequest is bound from the body.
type UpdateRequest struct {
	Set map[string]any `json:"set"`
}

// Handler serves products.
type Handler struct{ svc Service }

// NewHandler makes a handler.
func NewHandler(s Service) *Handler { return &Handler{svc: s} }

// Register adds the routes.
func (h *Handler) Register(g gin.IRoutes) {
	g.GET("", h.list)
	g.GET("/by-ids", h.byIDs)
	g.PATCH("/:id", h.update)
}

func (h *Handler) list(c *gin.Context) {
	var req ListRequest
	if err := c.ShouldBindQuery(&req); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	out, err := h.svc.List(c.Request.Context(), req)
	respond(c, out, err)
}

func (h *Handler) byIDs(c *gin.Context) {
	out, err := h.svc.ByIDs(c.Request.Context(), c.QueryArray("id"))
	respond(c, out, err)
}

func (h *Handler) update(c *gin.Context) {
	req := new(UpdateRequest)
	if err := c.ShouldBindJSON(req); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	respond(c, nil, h.svc.Update(c.Request.Context(), c.Param("id"), req.Set))
}

func respond(c *gin.Context, v any, err error) {
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, v)
}
