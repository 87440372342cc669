package cookieflags

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
)

// shaped tells whether a value is, or can be, what a library's function returns of which a model says that it has a shape.
func shaped(p *program.Program, v *program.Value, shape string) bool {
	found, _ := v.Reaches(func(l *program.Value) bool {
		return l.Kind == program.Unknown && l.Text == "call" && l.At.Fn != nil && l.At.Called(p.Models, model.Shape, shape)
	})
	return found
}
