// Package secret judges names and values: whether the words of a name say that a value is a secret, whether a text is a
// token of a known form, whether it looks like a password or key or like a placeholder, and what of it may be shown.
// What words and forms there are is data of package model.
package secret
