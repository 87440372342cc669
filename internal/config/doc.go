// Package config holds the settings of a run: what a .apivet.yml says, and the flags and the settings of the golangci-lint
// plugin that stand over it.
//
// Keys is the one table of settings. The decoder, the flags, the JSON Schema and the reference in docs/guide are made of
// it, so a key that is not there is an error, and a flag without a key cannot be.
//
// # Order
//
// A configuration file is read first; flags (or a plugin's settings) are assigned on top, key by key. A list of a flag
// takes the place of the file's list unless its Key says that it adds. Of rules, paths and thresholds, what is said later and
// of a smaller part wins: thresholds and rules at the top, then every entry of paths whose patterns match the finding's file, in order;
// within each, a rule's threshold wins over the general one, and a check's over its rule's.
//
// # Names of files
//
// Names of files and patterns of paths are relative to the folder of the configuration file; in flags, to the working
// directory and to the analysed folder.
//
// # Mistakes
//
// Reading is strict: an unknown key, rule or value, a key given twice, a value of the wrong type, a pattern that is none
// and a bad model line are problems, each with its line and column, and with the word that was probably meant. All problems of
// a file are reported at once.
package config
