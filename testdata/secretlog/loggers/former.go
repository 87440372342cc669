package loggers

import (
	"context"

	"github.com/astaxie/beego/logs"
	"github.com/gogf/gf/os/glog"
	glog2 "github.com/gogf/gf/v2/os/glog"
)

// Former majors of loggers, whose next ones take a context first.

func badGF(password string) {
	glog.Info("a ", password)                  // want secretlog/credential "glog.Info"
	glog.Debugf("b %s", password)              // want secretlog/credential
	glog.New().Cat("users").Println(password)  // want secretlog/credential
	glog.Instance().Warningf("c %v", password) // want secretlog/credential
}

func badGF2(ctx context.Context, password string) {
	glog2.Info(ctx, "a ", password)            // want secretlog/credential "glog.Info"
	glog2.Debugf(ctx, "b %s", password)        // want secretlog/credential
	glog2.New().Noticef(ctx, "c %v", password) // want secretlog/credential
	glog2.DefaultLogger().Error(ctx, password) // want secretlog/credential
	var l glog2.ILogger = glog2.DefaultLogger()
	l.Warning(ctx, "d ", password) // want secretlog/credential
}

func okGF(ctx context.Context, password string) {
	glog.Infof("%d", len(password))
	glog.Info("no password")
	glog2.Infof(ctx, "%T", password)
}

func badBeego(l *logs.BeeLogger, password string) {
	logs.Info("a", password)            // want secretlog/credential "logs.Info"
	logs.Error("b %s", password)        // want secretlog/credential
	l.Debug("c %s", password)           // want secretlog/credential
	logs.GetBeeLogger().Alert(password) // want secretlog/credential
}

func okBeego(l *logs.BeeLogger, password string) {
	logs.Info("a", len(password))
	l.Debug("c %T", password)
}
