// Package tokens has tokens of the known forms. None of them was ever issued: their random parts are digests of texts that
// say so, and each stands in two pieces, so that nothing else takes them for real.
package tokens

const awsKeyID = "AKIA" + "MLUREIWVW4PGAONG" // want hardcodedsecret/token-format "token of AWS.*aws-access-key-id"

const githubClassic = "ghp_" + "w3MBOobQ34Zd0axWPzqcgJKixh6Xht3eeI9n" // want hardcodedsecret/token-format "token of GitHub.*github-pat"

const githubFine = "github_pat_" + "nPjn8Ha1hO6iD3OQwe8dSpZDulmbVPSTxKTN4QhA4dDk521HmWCptdHIxi4aZS4UrCo5sDw1APPzBsqUfi" // want hardcodedsecret/token-format "token of GitHub.*github-fine-grained"

const gitlabPersonal = "glpat-" + "eOPZI60PVRreaJGa7Sgc" // want hardcodedsecret/token-format "token of GitLab.*gitlab"

const gitlabRunner = "glrt-" + "KfOE0NiShxs8qkFXtpj3" // want hardcodedsecret/token-format "token of GitLab.*gitlab"

const slackBot = "xoxb-" + "866206615503-672850258992-uZKgvTpHcjZdS76FHnDAMy3s" // want hardcodedsecret/token-format "token of Slack.*slack-token"

const slackHook = "https://hooks.slack.com/services/T" + "HBYYVSIB/BJAYQYJFT/YdOw3CYxS1m45sO842qUgG3E" // want hardcodedsecret/token-format "token of Slack.*slack-webhook"

const stripeLive = "sk_live_" + "1LNOmWSBkO9pspIdlpWYeMsT" // want hardcodedsecret/token-format "token of Stripe.*stripe"

const stripeHook = "whsec_" + "XINwRahjQDw4v3t76vz3eZ8ciXpFJQGn" // want hardcodedsecret/token-format "token of Stripe.*stripe"

const googleKey = "AIza" + "hBy0kWuWcLUOD1agd3SPUitTtz5ft0iIKdX" // want hardcodedsecret/token-format "token of Google.*google-api-key"

const googleSecret = "GOCSPX-" + "lCIFJGf3oZGDbsX6CmrepR6VnpDm" // want hardcodedsecret/token-format "token of Google.*google-oauth"

const openAI = "sk-proj-" + "DrTveZ8N8DBgnobzc02mwjKIT3BlbkFJjqIS2bHiTNc4SPkNNIDfBixd" // want hardcodedsecret/token-format "token of OpenAI.*openai"

const anthropic = "sk-ant-api03-" + "BMo7OvpuZgu4YsRUBmJN7w1JqCxn528TFMtkR2EgZER2Pf12JHqM0w59R2ZSpcoog4dDTLNglROpxwLCJU1XZwItaHOctAA" // want hardcodedsecret/token-format "token of Anthropic.*anthropic"

const sendgrid = "SG." + "VH31YM0cOIa3IlkZuMluA9.5VqKN4q4sL8be4mGgOuHxdKWUXgktk1c28pyWAUwXZs" // want hardcodedsecret/token-format "token of SendGrid.*sendgrid"

const twilio = "SK" + "f384a82e8d5103fc23118372e5ae95b1" // want hardcodedsecret/token-format "token of Twilio.*twilio"

const npmToken = "npm_" + "v5KXhr2rwZe7CO59I50HpHnttm7YV59VAcVz" // want hardcodedsecret/token-format "token of npm.*npm"

const pypi = "pypi-AgEIcHlwaS5vcmc" + "XOUsefRjRWmQom6Q2Zuff03q4oCDHox9lDxUlqALaS4Ba44BDifDLGqjHnVE" // want hardcodedsecret/token-format "token of PyPI.*pypi"

const rubygems = "rubygems_" + "680ac8a8090fb5616d3528880d4c7efc9789545ead14aeb5" // want hardcodedsecret/token-format "token of RubyGems.*rubygems"

const huggingface = "hf_" + "TUDdPehtBnRYOPOHnQGZycBPUtjAjKtEGG" // want hardcodedsecret/token-format "token of Hugging Face.*huggingface"

const vault = "hvs." + "lW8Ss8i61ybrmWfe3BOPrJsR0WoojXHypypxXv57SA5B7GmUkTGQ8vVal12MU2QyRAi64osDglxrDfnY6UQuikZx7q" // want hardcodedsecret/token-format "token of HashiCorp.*vault"

const terraform = "plSFlnf5ynIK15.atlasv1." + "bYyViyprG1Ri70D7pJfNUOpflIUC4W1gQNC5k7CCvE2K9l44EO1yLJ3VvES1sKbAPiU" // want hardcodedsecret/token-format "token of HashiCorp.*terraform-cloud"

const digitalOcean = "dop_v1_" + "e409589cb123826f6f94af0eeae6fe5e7d4b944e9140cd367598a83b8cabd585" // want hardcodedsecret/token-format "token of DigitalOcean.*digitalocean"

const databricks = "dapi" + "e733ab4fbb7b6f2e260a96911e70d871" // want hardcodedsecret/token-format "token of Databricks.*databricks"

const doppler = "dp.pt." + "PChSlt6vfD96JVhmg5R4cYYXHMUqoPqZF7PdXR2QE4H" // want hardcodedsecret/token-format "token of Doppler.*doppler"

const shopify = "shpat_" + "b9db024ab82228b8d03937c9675d7e0d" // want hardcodedsecret/token-format "token of Shopify.*shopify"

const square = "sq0atp-" + "xiOj19KZS0YN7fCYKDXhmQ" // want hardcodedsecret/token-format "token of Square.*square"

const grafana = "glsa_" + "4slPcMXZaTPGeZ1RUuCMyP9bT63DFOLO_9efc7c02" // want hardcodedsecret/token-format "token of Grafana.*grafana"

const linear = "lin_api_" + "PaoNG4W6pbcEsm63UrkMr0vHuVn9tS9GAaz24y82" // want hardcodedsecret/token-format "token of Linear.*linear"

const planetscale = "pscale_tkn_" + "LvZt5fCz2K2qRgKQAachkw2HwyqFSjFjSqUGgAHIK2i" // want hardcodedsecret/token-format "token of PlanetScale.*planetscale"

const postman = "PMAK-" + "8dada9557dd2b3b38ad17f5d-ff0e2c847b7154ab596a6ba09aa42fb2f5" // want hardcodedsecret/token-format "token of Postman.*postman"

const sentry = "sntrys_" + "O4OS2iearbADIEHSuQRxJWY9Nk7Ubdx6sR3EeaCtMZL8eQnCkDYhilgA7Ho1c7dy2tb7gOQqOncQIH3O" // want hardcodedsecret/token-format "token of Sentry.*sentry"

const mailgun = "key-" + "n4iEg7srO2cyJzoZBrK16Q5y8vy70W7w" // want hardcodedsecret/token-format "token of Mailgun.*mailgun"

const mailchimp = "e886704dad5e6a2339aa7b61779ec7ac-" + "us12" // want hardcodedsecret/token-format "token of Mailchimp.*mailchimp"

const telegram = "984124757:" + "AAa8L5KeLXJBITQ368oOZ0Bm9cIaTnZPqmz" // want hardcodedsecret/token-format "token of Telegram.*telegram"

const azureClient = "6kE8Q" + "~7jMZtbttRBnub25q7U7cFUp0VOe46J8NpR" // want hardcodedsecret/token-format "token of Azure.*azure-client-secret"

const azureStorage = "DefaultEndpointsProtocol=https;AccountName=kestrel;AccountKey=" + "81DLqHn5kt7UM6Lg2Mg1fh87E79el0LNKCncusxpVWChQonxlXG3RcvoEsnF9lFgXofM7KmcnT2veF9ItQgOMd==;EndpointSuffix=core.windows.net" // want hardcodedsecret/token-format "token of Azure.*azure-storage"

const ageKey = "AGE-SECRET-" + "KEY-1K8NGE6SVSCUQVR297UZRTGB7LQX42U4V8VOS7I5BWCAC5B911H9BGZSBN1" // want hardcodedsecret/token-format "token of age.*age"

// All is every token, in no order that matters.
func All() []string {
	return []string{
		awsKeyID,
		githubClassic,
		githubFine,
		gitlabPersonal,
		gitlabRunner,
		slackBot,
		slackHook,
		stripeLive,
		stripeHook,
		googleKey,
		googleSecret,
		openAI,
		anthropic,
		sendgrid,
		twilio,
		npmToken,
		pypi,
		rubygems,
		huggingface,
		vault,
		terraform,
		digitalOcean,
		databricks,
		doppler,
		shopify,
		square,
		grafana,
		linear,
		planetscale,
		postman,
		sentry,
		mailgun,
		mailchimp,
		telegram,
		azureClient,
		azureStorage,
		ageKey,
	}
}
