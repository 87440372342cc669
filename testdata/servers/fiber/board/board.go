// Package board is the message board.
package board

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Search is parsed from a request.
type Search struct {
	Words  string            `json:"words"`
	Author string            `json:"author"`
	Match  map[string]string `json:"match"`
	Sort   []string          `json:"sort"`
}

// PostStore keeps posts.
type PostStore interface {
	Search(s Search) ([]Post, error)
	Newest(board string, n uint64) ([]Post, error)
}

// Service is the rules of the board.
type Service struct{ posts PostStore }

// NewService makes the service.
func NewService(p PostStore) *Service { return &Service{p} }

var sortColumns = []string{"created", "likes"}

func (s *Service) search(in Search) ([]Post, error) {
	in.Sort = slices.DeleteFunc(in.Sort, func(c string) bool { return !slices.Contains(sortColumns, c) })
	return s.posts.Search(in)
}

func (s *Service) newest(name string) ([]Post, error) {
	return s.posts.Newest(strings.TrimSpace(name), 20)
}

// Mount adds the routes.
func Mount(r fiber.Router, s *Service) {
	r.Post("/search", func(c *fiber.Ctx) error {
		in := Search{}
		if err := c.BodyParser(&in); err != nil {
			return fiber.ErrBadRequest
		}
		posts, err := s.search(in)
		if err != nil {
			return err
		}
		return c.JSON(posts)
	})
	r.Get("/:board", func(c *fiber.Ctx) error {
		posts, err := s.newest(c.Params("board"))
		if err != nil {
			return err
		}
		return c.JSON(posts)
	})
}
