// Package cmd has commands that show secrets to who asks for them, on the way of the program's log.
package cmd

import (
	"fmt"

	"github.com/sirupsen/logrus"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"
)

var lowShow = &cobra.Command{
	Use: "token",
	Run: func(*cobra.Command, []string) {
		token := viper.GetString("token")
		logrus.Infof("token: %s", token) // want:low secretlog/credential
	},
}

func lowSetPassword(password string) {
	logrus.Infof("the new password is %s", password) // want:low secretlog/credential
}

func badServe(password string) error {
	logrus.Infof("connecting with %s", password) // want secretlog/credential
	if password == "" {
		return fmt.Errorf("none")
	}
	return nil
}

// Use puts the cases to use.
func Use(in string) (*cobra.Command, error) {
	lowSetPassword(in)
	return lowShow, badServe(in)
}
