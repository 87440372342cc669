package loggers

import (
	"code.cloudfoundry.org/lager/v3"
	"code.cloudfoundry.org/lager/v3/lagerctx"
	pacman "github.com/segmentfault/pacman/log"
	toolkits "github.com/toolkits/pkg/logger"
	writeas "github.com/writeas/web-core/log"
	clog "unknwon.dev/clog/v2"

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

// Loggers of a few servers.

func badLager(l lager.Logger, ctx context.Context, password string) {
	l.Info("login", lager.Data{"p": password})                      // want secretlog/credential
	l.Session("login", lager.Data{"p": password}).Info("done")      // want secretlog/credential
	l.WithData(lager.Data{"p": password}).Debug("done")             // want secretlog/credential
	lagerctx.WithData(ctx, lager.Data{"p": password}).Debug("done") // want secretlog/credential
}

func badFew(password string) {
	toolkits.Infof("login with %s", password)       // want secretlog/credential
	toolkits.GetLogger().Error("login ", password)  // want secretlog/credential
	pacman.Debugf("login with %s", password)        // want secretlog/credential
	pacman.GetLogger().Warn("login ", password)     // want secretlog/credential
	clog.Trace("login with %s", password)           // want secretlog/credential
	clog.ErrorTo("file", "login with %s", password) // want secretlog/credential
	writeas.Info("login with %s", password)         // want secretlog/credential
}

func okFew(l lager.Logger, password string) {
	l.Info("login", lager.Data{"length": len(password)})
	toolkits.Infof("login with %d", len(password))
	clog.Info("login with %T", password)
}
