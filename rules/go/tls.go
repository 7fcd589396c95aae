package client

import (
	"crypto/tls"
	"net"
	"net/http"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

func clients(config *tls.Config, key ssh.PublicKey) {
	client := &http.Client{Transport: &http.Transport{
		// ruleid: go-tls-unverified
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	}}
	// ruleid: go-tls-unverified
	config.InsecureSkipVerify = true
	// ok: go-tls-unverified
	a := &tls.Config{InsecureSkipVerify: false}
	// ok: go-tls-unverified
	b := &tls.Config{InsecureSkipVerify: true, VerifyPeerCertificate: verify}
	// ruleid: go-tls-old-version
	c := &tls.Config{MinVersion: tls.VersionTLS10}
	// ruleid: go-tls-old-version
	config.MinVersion = tls.VersionSSL30
	// ok: go-tls-old-version
	config.MinVersion = tls.VersionTLS12
	// ok: go-tls-old-version
	d := &tls.Config{MinVersion: tls.VersionTLS13}
	e := &ssh.ClientConfig{
		User: "deploy",
		// ruleid: go-ssh-host-key-unverified
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	}
	// ruleid: go-ssh-host-key-unverified
	f := &ssh.ClientConfig{User: "deploy", HostKeyCallback: func(host string, addr net.Addr, key ssh.PublicKey) error { return nil }}
	// ok: go-ssh-host-key-unverified
	g := &ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(key)}
	callback, err := knownhosts.New("known_hosts")
	// ok: go-ssh-host-key-unverified
	h := &ssh.ClientConfig{HostKeyCallback: callback}
}

func configure(transport *http.Transport, ignoreErrors bool) {
	if ignoreErrors {
		// ok: go-tls-unverified
		transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	}
}
