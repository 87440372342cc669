package program

// Context is a call string: the calls that were entered through their results.
type Context struct {
	Site   Site
	Parent *Context
	Depth  int

	// method, with its receiver self, is entered without a call: the method by which a value of its type shows itself.
	method *Fn
	self   Ref
	// up counts the callers and stores that a walk that stays near came by without a call string.
	up int
}

// entry is a call that is entered from a context.
type entry struct {
	site   Site
	parent *Context
}

// Push enters a call; nil, false for recursion or when the call string is full.
func (q *Query) Push(ctx *Context, site Site) (*Context, bool) {
	for c := ctx; c != nil; c = c.Parent {
		if c.Site == site {
			q.AskedAll(ctx)
			return nil, false
		}
	}
	depth := 1
	if ctx != nil {
		depth = ctx.Depth + 1
	}
	if q.Near && depth > maxNear {
		q.AskedAll(ctx)
		return nil, false
	}
	if depth > maxDepth {
		q.Cut = "calls are nested too deeply"
		return nil, false
	}
	at := entry{site, ctx}
	c, ok := q.entered[at]
	if !ok {
		if q.entered == nil {
			q.entered = map[entry]*Context{}
		}
		c = &Context{Site: site, Parent: ctx, Depth: depth}
		q.entered[at] = c
	}
	return c, true
}

// unique returns the one context that is equal to c.
func (q *Query) unique(c Context) *Context {
	if known, ok := q.contexts[c]; ok {
		return known
	}
	if q.contexts == nil {
		q.contexts = map[Context]*Context{}
	}
	q.contexts[c] = &c
	return &c
}

// EnterMethod enters the method by which self shows itself; nil, false where it does so within itself.
func (q *Query) EnterMethod(ctx *Context, method *Fn, self Ref) (*Context, bool) {
	for c := ctx; c != nil; c = c.Parent {
		if c.method == method {
			q.AskedAll(ctx)
			return nil, false
		}
	}
	next := Context{method: method, self: self, Parent: ctx, Depth: 1, up: ctx.level()}
	if ctx != nil {
		next.Depth = ctx.Depth + 1
	}
	if next.Depth > maxDepth {
		return nil, false
	}
	return q.unique(next), true
}

// Outer returns the calling context ctx with a call in front of its outermost one; nil for recursion.
func (q *Query) Outer(ctx *Context, site Site) *Context {
	if ctx == nil {
		c, _ := q.Push(nil, site)
		return c
	}
	parent := q.Outer(ctx.Parent, site)
	if parent == nil {
		return nil
	}
	c, _ := q.Push(parent, ctx.Site)
	return c
}

// above returns the context of a caller, or of a store, that a walk without a call string goes to next.
func (q *Query) above(up int) *Context {
	if !q.Near {
		return nil
	}
	return q.unique(Context{up: min(up+1, maxStored)})
}

// level returns how far up a context is.
func (ctx *Context) level() int {
	up := 0
	for ; ctx != nil; ctx = ctx.Parent {
		up = max(up, ctx.up)
	}
	return up
}

// enclosing returns the context in which parent runs, when a call in it led here.
func enclosing(ctx *Context, parent *Fn) *Context {
	for c := ctx; c != nil; c = c.Parent {
		if c.Site.Fn == parent {
			return c.Parent
		}
	}
	return nil
}
