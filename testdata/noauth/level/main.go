// Command level lets everybody change what is logged, and only the local machine on another port.
package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"go.uber.org/zap"
)

func main() {
	level := zap.NewAtomicLevel()
	r := gin.New()
	r.PUT("/log/level", gin.WrapH(level)) // want noauth/debug "changes what the server logs"
	go func() {
		mux := http.NewServeMux()
		mux.HandleFunc("/log/level", level.ServeHTTP)
		_ = http.ListenAndServe("127.0.0.1:9000", mux)
	}()
	_ = r.Run(":8080")
}
