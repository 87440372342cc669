package loggers

import (
	"context"

	"github.com/golang/glog"
	"github.com/sirupsen/logrus"
	"k8s.io/klog/v2"
)

func badLogrus(password string) {
	logrus.Info("a ", password)                                                // want secretlog/credential "logrus.Info"
	logrus.Infof("b %s", password)                                             // want secretlog/credential
	logrus.WithField("p", password).Info("c")                                  // want secretlog/credential
	logrus.WithFields(logrus.Fields{"u": "x", "p": password}).Warn("d")        // want secretlog/credential
	logrus.New().WithField("p", password).Info("e")                            // want secretlog/credential
	logrus.NewEntry(logrus.StandardLogger()).WithField("p", password).Debug()  // want secretlog/credential
	logrus.WithContext(context.Background()).Errorln("f", password)            // want secretlog/credential
	logrus.StandardLogger().Log(logrus.InfoLevel, "g", password)               // want secretlog/credential
	logrus.Infof("h %[2]s %[1]d", 1, password)                                 // want secretlog/credential
	logrus.WithFields(logrus.Fields{"u": "x"}).WithField("p", password).Info() // want secretlog/credential
}

func badLogrusFields(password string) {
	fields := logrus.Fields{"u": "x"}
	fields["p"] = password
	logrus.WithFields(fields).Info("a") // want secretlog/credential
}

func badLogrusInterface(l logrus.FieldLogger, password string) {
	l.WithField("p", password).Info("a") // want secretlog/credential
	l.Debugf("b %s", password)           // want secretlog/credential
	l.Println(password)                  // want secretlog/credential
}

func okLogrus(password string) {
	logrus.WithField("password", len(password)).Info("a")
	logrus.WithFields(logrus.Fields{"password": password != "", "token_type": "Bearer"}).Info("b")
	logrus.Infof("%T and %d", password, len(password))
}

func badGlog(token string) {
	glog.Info("a ", token)         // want secretlog/credential
	glog.V(2).Infof("b %s", token) // want secretlog/credential
	glog.Warningln("c", token)     // want secretlog/credential
	glog.ErrorDepth(1, "d", token) // want secretlog/credential
	if glog.V(3) {
		glog.V(3).Info("e", token) // want secretlog/credential
	}
}

func badKlog(ctx context.Context, password string) {
	klog.Infof("a %s", password)                            // want secretlog/credential
	klog.InfoS("b", "p", password)                          // want secretlog/credential
	klog.ErrorS(nil, "c", "p", password)                    // want secretlog/credential
	klog.V(4).InfoS("d", "p", password)                     // want secretlog/credential
	klog.V(4).Info("e", password)                           // want secretlog/credential
	klog.FromContext(ctx).Info("f", "p", password)          // want secretlog/credential
	klog.LoggerWithValues(klog.Background(), "p", password) // want secretlog/credential
	klog.V(5).Infoln("g", password)                         // want secretlog/credential
	klog.InfoSDepth(1, "h", "p", password)                  // want secretlog/credential
	klog.Exitf("i %v", password)                            // want secretlog/credential
}

func okKlog(password string, secretName string) {
	klog.InfoS("secret", "secret", klog.KRef("default", secretName))
	klog.Infof("secret %s has %d bytes", secretName, len(password))
	klog.V(4).InfoS("password", "len", len(password))
}
