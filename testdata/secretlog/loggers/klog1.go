package loggers

import "k8s.io/klog"

// The first version of klog is the second without structure.
func badKlogOne(password string) {
	klog.Infof("a %s", password)   // want secretlog/credential
	klog.V(4).Info("b ", password) // want secretlog/credential
}
