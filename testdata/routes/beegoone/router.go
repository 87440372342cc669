package main

import "github.com/astaxie/beego"

func init() {
	beego.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beegoone:NotesController"] = append(beego.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beegoone:NotesController"],
		beego.ControllerComments{
			Method:           "List",
			Router:           `/`,
			AllowHTTPMethods: []string{"get"},
		})

	beego.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beegoone:NotesController"] = append(beego.GlobalControllerRouter["github.com/apivet/apivet/testdata/routes/beegoone:NotesController"],
		beego.ControllerComments{
			Method:           "Save",
			Router:           `/:id`,
			AllowHTTPMethods: []string{"put"},
		})
}
