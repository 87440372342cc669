package suppress

import (
	"bytes"
	"go/ast"
	"go/token"
)

// lines returns the lines that a comment holds for.
func (p *fileParser) lines(group *ast.CommentGroup, c *ast.Comment) []span {
	line := p.line(c.Pos())
	if !p.trailing(c) {
		line = p.line(group.End()) + 1
	}
	out := []span{{line, line}}
	if line == p.line(p.file.Package) {
		return append(out, span{1, p.line(p.file.FileEnd)})
	}
	ast.Inspect(p.file, func(n ast.Node) bool {
		if n == nil || p.line(n.Pos()) > line || p.line(n.End()) < line {
			return false
		}
		if p.line(n.Pos()) != line {
			return true
		}
		switch n := n.(type) {
		case *ast.BlockStmt, *ast.CommentGroup, *ast.Comment:
		case ast.Decl:
			out = append(out, span{line, p.line(n.End())})
		case ast.Stmt, ast.Expr, ast.Spec, *ast.Field:
			out = append(out, p.outsideBlocks(n)...)
		}
		return true
	})
	return out
}

func (p *fileParser) line(pos token.Pos) int { return p.fset.PositionFor(pos, false).Line }

// trailing tells whether code stands before a comment on its line.
func (p *fileParser) trailing(c *ast.Comment) bool {
	offset := p.fset.PositionFor(c.Pos(), false).Offset
	start := bytes.LastIndexByte(p.src[:offset], '\n') + 1
	return len(bytes.TrimSpace(p.src[start:offset])) > 0
}

// whole returns the bytes that are taken out with a comment: its line, or the space between it and the code before it.
func (p *fileParser) whole(c *ast.Comment) (from, to int) {
	from, to = p.fset.PositionFor(c.Pos(), false).Offset, p.fset.PositionFor(c.End(), false).Offset
	if p.trailing(c) {
		return len(bytes.TrimRight(p.src[:from], " \t")), to
	}
	from = bytes.LastIndexByte(p.src[:from], '\n') + 1
	if i := bytes.IndexByte(p.src[to:], '\n'); i >= 0 {
		to += i + 1
	}
	return from, to
}

// outsideBlocks returns the lines of a node without those inside the blocks of code in it. Of a statement with a body of its
// own it is the head.
func (p *fileParser) outsideBlocks(n ast.Node) []span {
	from, to := p.line(n.Pos()), p.line(n.End())
	if body := bodyOf(n); body != nil {
		to = p.line(body.Lbrace)
	}
	if c, ok := n.(*ast.CaseClause); ok {
		to = p.line(c.Colon)
	}
	if c, ok := n.(*ast.CommClause); ok {
		to = p.line(c.Colon)
	}
	var out []span
	ast.Inspect(n, func(m ast.Node) bool {
		block, ok := m.(*ast.BlockStmt)
		if !ok {
			return true
		}
		if open := p.line(block.Lbrace); open >= from && open <= to {
			out = append(out, span{from, open})
			from = max(from, p.line(block.Rbrace))
		}
		return false
	})
	if from <= to {
		out = append(out, span{from, to})
	}
	return out
}

func bodyOf(n ast.Node) *ast.BlockStmt {
	switch n := n.(type) {
	case *ast.IfStmt:
		return n.Body
	case *ast.ForStmt:
		return n.Body
	case *ast.RangeStmt:
		return n.Body
	case *ast.SwitchStmt:
		return n.Body
	case *ast.TypeSwitchStmt:
		return n.Body
	case *ast.SelectStmt:
		return n.Body
	}
	return nil
}
