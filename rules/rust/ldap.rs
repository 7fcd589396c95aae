async fn find(ldap: &mut Ldap, name: &str) -> Result<(), LdapError> {
    // ruleid: rust-ldap-filter-format
    ldap.search("dc=example", Scope::Subtree, &format!("(uid={})", name), vec!["cn"]).await?;
    let filter = format!("(&(objectClass=person)(mail={}))", name);
    // ruleid: rust-ldap-filter-format
    ldap.search("dc=example", Scope::Subtree, &filter, vec!["cn"]).await?;
    // ok: rust-ldap-filter-format
    ldap.search("dc=example", Scope::Subtree, "(objectClass=person)", vec!["cn"]).await?;
    Ok(())
}

async fn escaped(ldap: &mut Ldap, name: &str) -> Result<(), LdapError> {
    // ok: rust-ldap-filter-format
    ldap.search("dc=example", Scope::Subtree, &format!("(uid={})", ldap_escape(name)), vec!["cn"]).await?;
    Ok(())
}
