package sqlbuild

import (
	"strings"
)

// Position is what a hole in SQL text stands for.
type Position uint8

// The positions.
const (
	Unknown   Position = iota
	Statement          // all of the text
	Literal            // a value, where a bind parameter could stand
	Column             // a column or another identifier
	Table
	OrderBy // an expression to sort by
	Direction
	Limit // a number of rows
	Condition
	Comment
)

// state is what the lexer knows at a point of the text. It is small and comparable, so that texts with alternatives and
// loops have few states.
type state struct {
	quote byte     // inside ', ", ` or [, or a comment: -, *
	next  Position // what a token that begins here is
	word  bool     // the text ends within a word that began as a token in position next
	list  bool     // inside the parentheses of IN or VALUES
	order bool     // in an ORDER BY clause
}

var start = state{next: Statement}

// after maps a keyword to the position of what follows it.
var after = map[string]Position{
	"SELECT": Column, "DISTINCT": Column, "RETURNING": Column, "BY": Column, "COLUMN": Column, "AS": Column, "KEY": Column, "PARTITION": Column,
	"FROM": Table, "JOIN": Table, "INTO": Table, "UPDATE": Table, "TABLE": Table, "INDEX": Table, "VIEW": Table, "TRUNCATE": Table,
	"DATABASE": Table, "SCHEMA": Table, "SEQUENCE": Table, "TRIGGER": Table, "FUNCTION": Table, "REFERENCES": Table, "EXISTS": Table,
	"WHERE": Condition, "AND": Condition, "OR": Condition, "ON": Condition, "HAVING": Condition, "NOT": Condition, "WHEN": Condition,
	"LIKE": Literal, "ILIKE": Literal, "IN": Literal, "VALUES": Literal, "BETWEEN": Literal, "REGEXP": Literal, "RLIKE": Literal, "MATCH": Literal,
	"THEN": Literal, "ELSE": Literal, "INTERVAL": Literal, "ESCAPE": Literal, "GLOB": Literal,
	"LIMIT": Limit, "OFFSET": Limit, "TOP": Limit, "FETCH": Limit,
	"SET": Column, "ASC": Unknown, "DESC": Unknown, "IS": Literal, "COLLATE": Column, "USING": Column, "PRAGMA": Column, "USE": Table,
}

// feed runs over constant text.
func (s state) feed(text string) state {
	for i := 0; i < len(text); {
		if s.quote != 0 {
			i = s.quoted(text, i)
			continue
		}
		i = s.token(text, i)
	}
	return s
}

// quoted runs to the end of a quotation or comment that text[i:] is inside of.
func (s *state) quoted(text string, i int) int {
	for ; i < len(text); i++ {
		switch c := text[i]; s.quote {
		case '-':
			if c == '\n' {
				s.quote = 0
				return i + 1
			}
		case '*':
			if c == '*' && i+1 < len(text) && text[i+1] == '/' {
				s.quote = 0
				return i + 2
			}
		case '[':
			if c == ']' {
				s.close()
				return i + 1
			}
		default:
			if c == s.quote {
				if i+1 < len(text) && text[i+1] == c {
					i++
					continue
				}
				s.close()
				return i + 1
			}
		}
	}
	return i
}

// close ends a quotation, which was a whole token.
func (s *state) close() {
	s.quote = 0
	s.operand()
}

// operand is the state behind a value or an identifier.
func (s *state) operand() {
	s.word = false
	switch {
	case s.order && s.next == OrderBy:
		s.next = Direction
	case s.list && s.next == Literal:
	default:
		s.next = Unknown
	}
}

// token runs over one token outside quotations.
func (s *state) token(text string, i int) int {
	c := text[i]
	switch {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		if s.word {
			s.operand()
		}
		return i + 1
	case isWord(c):
		j := i
		for j < len(text) && isWord(text[j]) {
			j++
		}
		s.keyword(strings.ToUpper(text[i:j]), j == len(text))
		return j
	case c == '\'' || c == '"' || c == '`':
		s.quote, s.word = c, false
		return i + 1
	case c == '-' && strings.HasPrefix(text[i:], "--"):
		s.quote = '-'
		return i + 2
	case c == '/' && strings.HasPrefix(text[i:], "/*"):
		s.quote = '*'
		return i + 2
	}
	s.mark(text, i)
	return i + 1
}

// keyword is a word: a keyword that decides what follows, or an operand.
func (s *state) keyword(word string, atEnd bool) {
	if s.word {
		// Have: the word goes on from a hole, or from another piece of text.
		s.word = atEnd
		return
	}
	switch word {
	case "BY":
		if s.order {
			s.next = OrderBy
			return
		}
		s.next = Column
		return
	case "ORDER":
		s.order = true
		return
	case "ASC", "DESC":
		s.next = Unknown
		return
	}
	if next, ok := after[word]; ok {
		s.next = next
		s.order = s.order && next != Table && next != Limit
		s.list = false
		return
	}
	if atEnd {
		s.word = true
		if s.next == Statement {
			s.next = Unknown
		}
		return
	}
	s.operand()
}

// mark is a sign that is neither a word nor a quotation.
func (s *state) mark(text string, i int) {
	if s.word {
		s.operand()
	}
	switch text[i] {
	case '=', '<', '>', '~':
		s.next = Literal
	case '!', '|', '+', '*', '/', '%', '&', ':', '$', '@', '?':
		s.operandMark(text[i])
	case '(':
		if s.next == Literal {
			s.list = true
		}
	case ')':
		s.list = false
		s.next = Unknown
	case ',':
		s.comma()
	case '[':
		s.quote = '['
	case ';':
		*s = start
	case '.':
		if s.next == Unknown || s.next == Direction {
			s.next = Column
		}
	}
}

// operandMark is an operator or the mark of a bind parameter.
func (s *state) operandMark(c byte) {
	switch c {
	case '?':
		s.operand()
	case ':', '@':
		s.next = Column // the name of a bind parameter, or a type
	case '|', '+', '*', '/', '%', '&':
		if s.next == Unknown {
			s.next = Literal
		}
	}
}

func (s *state) comma() {
	switch {
	case s.order:
		s.next = OrderBy
	case s.list:
		s.next = Literal
	case s.next == Unknown || s.next == Direction:
		s.next = Column
	}
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

// position is what a hole at s stands for.
func (s state) position() Position {
	switch s.quote {
	case '\'':
		return Literal
	case '"', '`', '[':
		if s.next == Literal {
			return Literal
		}
		if s.next == Table {
			return Table
		}
		return Column
	case '-', '*':
		return Comment
	}
	return s.next
}
