package directory

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/antchfx/xmlquery"
	"github.com/go-ldap/ldap/v3"
	"go.mongodb.org/mongo-driver/bson"
)

func find(conn *ldap.Conn, username string) (*ldap.SearchResult, error) {
	return conn.Search(ldap.NewSearchRequest(
		"dc=example,dc=com", ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		// ruleid: go-ldap-from-request
		fmt.Sprintf("(&(objectClass=person)(uid=%s))", username),
		[]string{"dn"}, nil,
	))
}

func groups(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-ldap-from-request
	a := ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(cn="+r.FormValue("group")+")", nil, nil)
	// ok: go-ldap-from-request
	b := ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(cn="+ldap.EscapeFilter(r.FormValue("group"))+")", nil, nil)
	// ruleid: go-ldap-from-request
	e := ldapv3.NewSearchRequest("ou="+r.Referer(), 2, 0, 0, 0, false, "(objectClass=group)", attributes, nil)
	// ok: go-ldap-from-request
	f := ldapv3.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(agent="+ldapv3.EscapeFilter(r.UserAgent())+")", nil, nil)
	// ok: go-ldap-from-request
	c := ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(objectClass=group)", attributes, nil)
	dn, found := directory.findEntry(r.FormValue("user"))
	if !found {
		return
	}
	// ok: go-ldap-from-request
	d := ldap.NewSearchRequest(dn, 2, 0, 0, 0, false, "(objectClass=group)", attributes, nil)
}

func book(w http.ResponseWriter, r *http.Request) {
	title := r.URL.Query().Get("title")
	// ruleid: go-xpath-from-request
	node := xmlquery.FindOne(doc, "//book[title='"+title+"']")
	// ruleid: go-xpath-from-request
	nodes := xmlquery.Find(doc, fmt.Sprintf("//book[author='%s']", r.FormValue("author")))
	// ok: go-xpath-from-request
	all := xmlquery.Find(doc, "//book")
	// ok: go-xpath-from-request
	fmt.Println("//book[title='" + title + "']")
}

func users(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go-mongo-from-request
	a := bson.M{"$where": "this.name == '" + name + "'"}
	// ok: go-mongo-from-request
	b := bson.M{"name": name}
	// ok: go-mongo-from-request
	collection.FindOne(r.Context(), b)
	var filter bson.M
	json.NewDecoder(r.Body).Decode(&filter)
	// ruleid: go-mongo-from-request
	collection.Find(r.Context(), filter)
}
