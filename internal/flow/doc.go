// Package flow is the skeleton of the rules that report where a value of somebody else reaches a place that trusts it: SQL
// text, the target of a redirect, a command, the name of a file, an address, a page.
//
// # What a rule fills in
//
// A rule of this kind is a Table, which Run asks of a program. Most of it is data:
//
//	var table = &flow.Table[position]{
//		Sinks:  "command/",                                    // sink kinds of the models
//		Read:   func(ev *program.Event, v *program.Value) []flow.Hole[position] { … }, // nil: the value as a whole
//		Grade:  func(c *flow.Candidate[position]) flow.Grade { … },
//		Sink:   "the command that %s runs",
//		Ends:   "runs as a command in",
//		Words:  map[position]flow.Words[position]{shell: {Stands: "is part of", Remedy: "pass it as an argument of its own"}},
//	}
//
// P is the rule's own enumeration of positions that a value can have in the text of a sink. A rule for which the position
// does not matter takes Table[struct{}] and leaves Read and the keys of Words at the zero value.
//
// # What the skeleton does
//
// For each event (a place where a value reaches a sink, in a fixed order) it asks the engine what the value can be. The result is a graph
// of alternatives, concatenations and leaves, which can be cyclic (text that a loop builds). Read lists its holes: values that are no
// constant text, with the position of each. For each hole the leaf of the highest rank is kept, for each place in
// the source the worst candidate. Grade says of it which check it is, how bad and how sure, or that it is nothing after all. The skeleton words the
// message, lists the steps of the flow from the source to the sink and the packages that it leads through (which decide in which package a
// driver reports it), and leaves out generated files unless the leaf is user-controlled. A budget of the engine that runs out is noted at the event (rule.Pass.Cut).
//
// A message is "SUBJECT STANDS SINK; REMEDY": "user-controlled value (c.Query) is the target of (*gin.Context).Redirect; …".
//
// # Reading text
//
// A Reader is a state machine over the characters of the text of a sink, and finds the position of each hole in it. Its states
// have to be finitely many: texts with loops are read until no new state comes up. That a hole stands behind
// constant text in one alternative and at the start in another one gives it two positions.
//
// # Trying checks
//
// Checks in front of a sink are written in any number of ways. Candidate.Try does not classify them: it puts texts that would do harm
// as the client's value, evaluates the conditions on the way, over functions, and asks whether the sink gets one that does harm. What
// the value was compared with is handed to the rule, which makes more texts of it: a longer host, a path with the expected part in it. A check that is
// not understood counts as a good one.
//
// # Limits
//
// Of several flows into one place in the source one is reported. What a value in another position of the same text does to a
// hole (a value that ends a quoted string before it) is not followed: the state behind a hole is the reader's guess.
package flow
