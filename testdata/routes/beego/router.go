package main

import "github.com/beego/beego/v2/server/web"

func init() {
	web.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beego:BooksController"] = append(web.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beego:BooksController"],
		web.ControllerComments{
			Method:           "Read",
			Router:           `/:id`,
			AllowHTTPMethods: []string{"get"},
		})

	web.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beego:BooksController"] = append(web.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beego:BooksController"],
		web.ControllerComments{
			Method:           "Lend",
			Router:           `/`,
			AllowHTTPMethods: []string{"post", "put"},
		})

	web.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beego:LoansController"] = append(web.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beego:LoansController"],
		web.ControllerComments{
			Method:           "End",
			Router:           `/loans`,
			AllowHTTPMethods: []string{"delete"},
		})
}
