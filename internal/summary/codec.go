package summary

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/apivet/apivet/internal/lines"
	"github.com/apivet/apivet/internal/model"
)

// format is the version of the encoding; it changes with every change of Summary's shape.
const format = "apivet summary 6\n"

// Encode writes s: a string table, then the fields in order as varints. Equal summaries give equal bytes.
func (s *Summary) Encode() []byte {
	c := &coder{index: map[string]uint64{}, writing: true}
	c.summary(s)
	out := []byte(format)
	out = binary.AppendUvarint(out, uint64(len(c.strings)))
	for _, str := range c.strings {
		out = binary.AppendUvarint(out, uint64(len(str)))
		out = append(out, str...)
	}
	return append(out, c.data...)
}

var errDamaged = errors.New("damaged summary")

// Decode reads what Encode wrote. It returns an error, and never panics, for anything else.
func Decode(data []byte) (*Summary, error) {
	if len(data) < len(format) || string(data[:len(format)]) != format {
		return nil, fmt.Errorf("%w: unknown format", errDamaged)
	}
	c := &coder{data: data[len(format):]}
	n := c.uint()
	if n > uint64(len(c.data)) {
		return nil, errDamaged
	}
	c.strings = make([]string, n)
	for i := range c.strings {
		l := c.uint()
		if l > uint64(len(c.data)) {
			return nil, errDamaged
		}
		c.strings[i] = string(c.data[:l])
		c.data = c.data[l:]
	}
	s := &Summary{}
	c.summary(s)
	if c.bad || len(c.data) != 0 {
		return nil, errDamaged
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	return s, nil
}

// coder goes over a Summary's fields in one order, to write or to read them.
type coder struct {
	writing bool
	bad     bool
	data    []byte
	strings []string
	index   map[string]uint64
}

func (c *coder) uint() uint64 {
	v, n := binary.Uvarint(c.data)
	if n <= 0 {
		c.bad = true
		c.data = nil
		return 0
	}
	c.data = c.data[n:]
	return v
}

func (c *coder) str(s *string) {
	if !c.writing {
		i := c.uint()
		if i >= uint64(len(c.strings)) {
			c.bad = true
			return
		}
		*s = c.strings[i]
		return
	}
	i, ok := c.index[*s]
	if !ok {
		i = uint64(len(c.strings))
		c.strings = append(c.strings, *s)
		c.index[*s] = i
	}
	c.data = binary.AppendUvarint(c.data, i)
}

func (c *coder) segment(s *lines.Segment) {
	num(c, &s.Line)
	num(c, &s.Col)
	c.str(&s.File)
	num(c, &s.ToLine)
	num(c, &s.Shift)
	c.bool(&s.Exact)
}

func num[T ~int32 | ~uint8](c *coder, v *T) {
	if c.writing {
		n := int64(*v)
		c.data = binary.AppendUvarint(c.data, uint64(n<<1)^uint64(n>>63))
		return
	}
	u := c.uint()
	*v = T(int64(u>>1) ^ -int64(u&1))
}

func (c *coder) bool(b *bool) {
	v := uint8(0)
	if *b {
		v = 1
	}
	num(c, &v)
	*b = v == 1
}

// list codes a slice: its length, then each element.
func list[T any](c *coder, s *[]T, elem func(*T)) {
	n := int32(len(*s))
	num(c, &n)
	if !c.writing {
		if n < 0 || int(n) > len(c.data) {
			c.bad = true
			return
		}
		*s = nil
		if n > 0 {
			*s = make([]T, n)
		}
	}
	for i := range *s {
		if c.bad {
			return
		}
		elem(&(*s)[i])
	}
}

func (c *coder) summary(s *Summary) {
	c.str(&s.Path)
	c.str(&s.Name)
	list(c, &s.Imports, c.str)
	list(c, &s.Files, c.str)
	list(c, &s.Written, func(w *Written) {
		num(c, &w.File)
		list(c, (*[]lines.Segment)(&w.Map), c.segment)
	})
	list(c, &s.Generated, func(i *int32) { num(c, i) })
	list(c, &s.Ports, func(p *model.Port) { c.str(&p.Package); list(c, &p.From, c.str); list(c, &p.Misfits, c.str) })
	list(c, &s.Types, func(t *Type) {
		c.str(&t.Name)
		c.bool(&t.Pointer)
		num(c, &t.Class)
		num(c, &t.Elem)
		num(c, &t.Fields)
		c.bool(&t.Bytes)
	})
	list(c, &s.Funcs, func(f **Func) {
		if *f == nil {
			*f = &Func{}
		}
		c.fn(*f)
	})
	list(c, &s.Impls, func(i *Impl) { c.str(&i.Type); c.str(&i.Iface); list(c, &i.Methods, c.method); c.bool(&i.Used) })
	list(c, &s.Ifaces, func(i *Iface) { c.str(&i.Key); list(c, &i.Methods, c.method) })
	list(c, &s.Tags, func(t *Tag) { c.str(&t.Field); c.str(&t.Key); c.str(&t.Value) })
	list(c, &s.Structs, func(t *Struct) { c.str(&t.Name); list(c, &t.Fields, c.field); list(c, &t.Times, c.field) })
	list(c, &s.Names, c.str)
	list(c, &s.Consts, func(k *Const) { c.str(&k.Name); c.pos(&k.Pos) })
	list(c, &s.Literals, c.literal)
	list(c, &s.Sentinels, c.pos)
	list(c, &s.Registers, func(i *Import) { c.str(&i.Path); c.pos(&i.Pos) })
	list(c, &s.Issues, func(i *Issue) { c.str(&i.ID); c.str(&i.Message); c.pos(&i.Pos) })
	list(c, &s.Dropped, c.str)
	list(c, &s.Failed, c.str)
}

func (c *coder) method(m *Method) { c.str(&m.Name); c.str(&m.Signature); c.str(&m.Symbol) }

func (c *coder) field(f *Field) {
	c.str(&f.Name)
	num(c, &f.Type)
	c.str(&f.JSON)
	c.bool(&f.Embedded)
	c.str(&f.Initial)
	c.pos(&f.Pos)
}

func (c *coder) literal(l *Literal) {
	for _, s := range []*string{&l.Format, &l.Provider, &l.Mask, &l.Hash, &l.File, &l.Name, &l.In} {
		c.str(s)
	}
	c.bool(&l.Sure)
	c.pos(&l.Pos)
}

func (c *coder) pos(p *Pos) {
	num(c, &p.File)
	if p.File == 0 {
		return
	}
	num(c, &p.Line)
	num(c, &p.Col)
	num(c, &p.EndLine)
	num(c, &p.EndCol)
}

func (c *coder) fn(f *Func) {
	c.str(&f.Name)
	c.pos(&f.Pos)
	list(c, &f.Params, func(p *Param) { c.str(&p.Name); num(c, &p.Type) })
	c.bool(&f.HasRecv)
	c.bool(&f.Variadic)
	c.bool(&f.Recovers)
	list(c, &f.FreeVars, c.str)
	c.str(&f.Parent)
	list(c, &f.Nodes, c.node)
	list(c, &f.Calls, c.call)
	list(c, &f.Blocks, func(b *Block) {
		list(c, &b.Calls, func(i *int32) { num(c, i) })
		c.ids(&b.Makes)
		list(c, &b.Succs, func(i *int32) { num(c, i) })
		num(c, &b.Test)
		num(c, &b.Return)
		c.bool(&b.Panics)
		num(c, &b.Panic)
	})
	list(c, &f.Merges, func(m *Merge) {
		num(c, &m.Node)
		num(c, &m.Block)
		list(c, &m.Ways, func(w *Way) { num(c, &w.Arg); num(c, &w.From) })
	})
	list(c, &f.Guards, func(g *Guard) {
		num(c, &g.Kind)
		num(c, &g.Node)
		num(c, &g.Call)
		num(c, &g.Arg)
		num(c, &g.Res)
		num(c, &g.Want)
		list(c, &g.Any, func(i *int32) { num(c, i) })
		num(c, &g.Free)
	})
	list(c, &f.Returns, func(r *Return) {
		c.ids(&r.Values)
		c.facts(&r.Facts)
		c.facts(&r.True)
		c.facts(&r.False)
		c.facts(&r.Nil)
		c.bool(&r.Failed)
		c.pos(&r.Pos)
	})
	c.ids(&f.Outs)
	c.ids(&f.FreeOuts)
	list(c, &f.Leaves, func(l *Leave) { num(c, &l.Object); num(c, &l.State) })
	list(c, &f.Globals, func(g *GlobalStore) {
		c.str(&g.Global)
		c.str(&g.Path)
		num(c, &g.Value)
		num(c, &g.Block)
		c.pos(&g.Pos)
	})
	list(c, &f.Compares, func(k *Compare) { num(c, &k.X); num(c, &k.Y); c.pos(&k.Pos); c.bool(&k.Tried) })
	c.ids(&f.Empties)
	list(c, &f.Reads, c.str)
}

func (c *coder) ids(ids *[]NodeID) { list(c, ids, func(n *NodeID) { num(c, n) }) }

func (c *coder) facts(fs *[]Fact) {
	list(c, fs, func(x *Fact) { num(c, &x.Param); c.str(&x.Path); num(c, &x.Guard) })
}

func (c *coder) node(n *Node) {
	num(c, &n.Op)
	num(c, &n.Type)
	num(c, &n.A)
	num(c, &n.B)
	c.str(&n.Str)
	c.ids(&n.Args)
	c.pos(&n.Pos)
	num(c, &n.Name)
}

func (c *coder) call(k *Call) {
	num(c, &k.Kind)
	c.str(&k.Callee)
	c.str(&k.Iface)
	num(c, &k.Fn)
	c.ids(&k.Args)
	c.bool(&k.HasRecv)
	c.bool(&k.Spread)
	num(c, &k.Variadic)
	c.bool(&k.Internal)
	c.bool(&k.Later)
	list(c, &k.TypeArgs, func(i *int32) { num(c, i) })
	list(c, &k.Results, func(i *int32) { num(c, i) })
	c.pos(&k.Pos)
	list(c, &k.Loose, c.pos)
	c.bool(&k.Handed)
	list(c, &k.Parts, c.str)
}
