package conduct

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/summary"
)

// refusalTexts are parts of what servers say, in lower case, to those who are not known, and to those who may not.
var refusalTexts = map[statuses][]string{
	unauthorized: {
		"unauthorized", "unauthorised", "unauthenticated", "not authenticated", "not logged in", "not login", "please login", "please log in", "login first", "log in first",
		"login required", "please sign in", "authentication required", "authentication failed", "invalid token", "token is invalid", "token expired", "token has expired",
		"invalid access token", "session expired", "未登录", "请登录", "请先登录", "未授权", "登录已过期",
	},
	forbidden: {"forbidden", "permission denied", "access denied", "no permission", "not allowed to", "not permitted", "无权", "没有权限", "权限不足", "禁止访问"},
}

// told is how a request is refused in the text of a handler's answer, whatever the status, by what a call is handed to write.
func (b *body) told(call int32) statuses {
	if !b.answersItself() {
		return 0
	}
	return b.j.toldBy(b.fn, &b.fn.Calls[call])
}

// toldBy is what a call of any function tells so.
func (j *Judge) toldBy(fn *program.Fn, c *summary.Call) statuses {
	if c.Later || !j.writes(fn, c) {
		return 0
	}
	var out statuses
	for i, a := range c.Args {
		if i == 0 && c.HasRecv {
			continue
		}
		out |= j.said(fn, a, 0)
	}
	return out
}

// writes tells whether a call writes an answer: a model says so, or a function of the program is handed the request, or is a method of
// the controller.
func (j *Judge) writes(fn *program.Fn, c *summary.Call) bool {
	if slices.ContainsFunc(j.p.Models.Wiring(model.Func, c.Callee), func(e model.Entry) bool { return e.Kind == model.Respond || e.Kind == model.Abort }) {
		return true
	}
	if !c.Internal || c.Kind != summary.Static || len(c.Results) > 1 {
		return false
	}
	return route.PassesOn(fn, c) || c.HasRecv && fn.HasRecv && isReceiver(fn, c.Args[0])
}

// isReceiver tells whether a node is the receiver of the function, or a part of it.
func isReceiver(fn *program.Fn, n summary.NodeID) bool {
	node := &fn.Nodes[unguarded(fn, n)]
	for node.Op == summary.OpSelect || node.Op == summary.OpCallMod {
		node = &fn.Nodes[unguarded(fn, node.Args[0])]
	}
	return node.Op == summary.OpParam && node.A == 0
}

// maxSaid is how deeply what is written is looked into.
const maxSaid = 5

// said is the kind of refusal that a value speaks of: with a number of a status in it, or in words.
func (j *Judge) said(fn *program.Fn, n summary.NodeID, depth int) statuses {
	if n == 0 || depth > maxSaid {
		return 0
	}
	node := &fn.Nodes[n]
	switch node.Op {
	case summary.OpConst:
		switch summary.ConstKind(node.A) {
		case summary.ConstNumber:
			return status(node.Str) & (unauthorized | forbidden)
		case summary.ConstString:
			return saidIn(node.Str)
		}
		return 0
	case summary.OpGlobal:
		return refusal(node) | j.global(node.Str, maxReturned)
	case summary.OpParam, summary.OpFreeVar, summary.OpFunc, summary.OpClosure:
		return 0
	}
	var out statuses
	if node.Op == summary.OpResult {
		for _, a := range fn.Calls[node.A].Args {
			out |= j.said(fn, a, depth+1)
		}
		return out
	}
	for _, a := range node.Args {
		out |= j.said(fn, a, depth+1)
	}
	return out
}

// saidIn is the kind of refusal that a text speaks of.
func saidIn(text string) statuses {
	low := strings.ToLower(text)
	for _, kind := range []statuses{unauthorized, forbidden} {
		if slices.ContainsFunc(refusalTexts[kind], func(part string) bool { return strings.Contains(low, part) }) {
			return kind
		}
	}
	return 0
}

// saysNo tells whether a block of a handler answers in words that the request is refused, and returns.
func (b *body) saysNo(i int32) bool {
	blk := &b.fn.Blocks[i]
	return blk.Return > 0 && slices.ContainsFunc(blk.Calls, func(c int32) bool { return b.told(c) != 0 })
}
