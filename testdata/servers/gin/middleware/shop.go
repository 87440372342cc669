// Package middleware is what all requests of the shop pass through.
package middleware

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"
)

const (
	currencyKey = "currency"
	userKey     = "user"
)

var currencies = []string{"chf", "eur", "usd"}

// Currency keeps the currency that prices are asked in.
func Currency() gin.HandlerFunc {
	return func(c *gin.Context) {
		currency := c.DefaultQuery("currency", "eur")
		if !slices.Contains(currencies, currency) {
			c.AbortWithStatus(http.StatusBadRequest)
			return
		}
		c.Set(currencyKey, currency)
		c.Next()
	}
}

// User keeps who asks, as the gateway says.
func User(c *gin.Context) {
	c.Set(userKey, c.GetHeader("X-User"))
	c.Next()
}

// CurrencyOf returns what Currency kept.
func CurrencyOf(c *gin.Context) string { return c.GetString(currencyKey) }

// UserOf returns what User kept.
func UserOf(c *gin.Context) string { return c.GetString(userKey) }
