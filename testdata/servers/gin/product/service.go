package product

import "context"

// Service is the shop's rules.
type Service interface {
	List(ctx context.Context, req ListRequest) ([]Product, error)
	ByIDs(ctx context.Context, ids []string) ([]Product, error)
	Update(ctx context.Context, id string, set map[string]any) error
}

// Repo keeps products.
type Repo interface {
	Find(ctx context.Context, search, order string, limit int) ([]Product, error)
	FindByIDs(ctx context.Context, ids []string) ([]Product, error)
	Set(ctx context.Context, id string, set map[string]any) error
}

type service struct{ repo Repo }

// NewService makes the service.
func NewService(r Repo) Service { return &service{r} }

func (s *service) List(ctx context.Context, req ListRequest) ([]Product, error) {
	order := "name"
	if req.Sort != "" {
		order = req.Sort
	}
	if req.Order != "" {
		order += " " + req.Order
	}
	return s.repo.Find(ctx, req.Search, order, req.Limit)
}

func (s *service) ByIDs(ctx context.Context, ids []string) ([]Product, error) {
	return s.repo.FindByIDs(ctx, ids)
}

func (s *service) Update(ctx context.Context, id string, set map[string]any) error {
	return s.repo.Set(ctx, id, set)
}
