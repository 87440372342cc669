// Package jobs logs what it is passed.
package jobs

import "log/slog"

// Queue takes an address that has a secret in it.
func Queue(address string) {
	slog.Info("queued", "address", address)
	fetch(address)
}

func fetch(address string) error {
	slog.Debug("fetching", "address", address)
	if err := get(address); err != nil {
		slog.Error("cannot fetch", "address", address)
		return err
	}
	return nil
}

func get(address string) error { return nil }
