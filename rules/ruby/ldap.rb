def find_user(ldap, login)
  # ruleid: ruby-ldap-request
  filter = Net::LDAP::Filter.construct("(uid=#{login})")
  # ruleid: ruby-ldap-request
  ldap.search(base: BASE, filter: "(&(objectClass=person)(uid=#{login}))")
  # ok: ruby-ldap-request
  ldap.search(base: BASE, filter: Net::LDAP::Filter.equals("uid", login))
  # ok: ruby-ldap-request
  ldap.search(base: BASE, filter: "(uid=#{Net::LDAP::Filter.escape(login)})")
  filter
end
