package model

import (
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/apivet/apivet/internal/secret"
)

// The classes of words of endpoints.
const (
	PublicClass  = "public"  // words of endpoints that everybody may ask, such as one where users log in
	OpenClass    = "open"    // of those that everybody may read
	StartClass   = "start"   // the same of words that a path begins with
	RevealClass  = "reveal"  // words of what reads all there is, or runs commands
	ApartClass   = "apart"   // words of functions and types that keep public endpoints apart
	PrivateClass = "private" // words which say that an endpoint is not public although others say so
	ChangeClass  = "change"  // words of what changes state
	ReadClass    = "read"    // words of what does not
	PathClass    = "path"    // patterns of paths of public endpoints
)

var endpointClasses = []string{PublicClass, OpenClass, StartClass, ApartClass, PrivateClass, ChangeClass, ReadClass, RevealClass, PathClass}

// endpoints are words of endpoints: phrases by their first word, by class, and patterns of paths.
type endpoints struct {
	phrases  map[string]map[string][][]string
	patterns []string
}

// add adds words of a class: a word, or several words in a row with hyphens between them.
func (e *endpoints) add(class string, words []string) {
	if class == PathClass {
		e.patterns = append(e.patterns, words...)
		return
	}
	if e.phrases == nil {
		e.phrases = map[string]map[string][][]string{}
	}
	if e.phrases[class] == nil {
		e.phrases[class] = map[string][][]string{}
	}
	for _, w := range words {
		if phrase := secret.Words(w); len(phrase) > 0 {
			e.phrases[class][phrase[0]] = append(e.phrases[class][phrase[0]], phrase)
		}
	}
}

// Endpoint tells whether words of a path or of the name of a handler, in order, have a word or phrase of a class, and which;
// "" for none.
func (s *Set) Endpoint(class string, words []string) string {
	for i, w := range words {
		for _, phrase := range s.ends.phrases[class][w] {
			if i+len(phrase) <= len(words) && slices.Equal(words[i:i+len(phrase)], phrase) {
				return strings.Join(phrase, " ")
			}
		}
	}
	return ""
}

// EndpointStart tells the same of the words that others begin with.
func (s *Set) EndpointStart(class string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	for _, phrase := range s.ends.phrases[class][words[0]] {
		if len(phrase) <= len(words) && slices.Equal(words[:len(phrase)], phrase) {
			return strings.Join(phrase, " ")
		}
	}
	return ""
}

// PublicPath tells whether a path is one of those that are said to be public.
func (s *Set) PublicPath(path string) bool {
	return slices.ContainsFunc(s.ends.patterns, func(pattern string) bool {
		ok, err := doublestar.Match(pattern, path)
		return ok && err == nil
	})
}
