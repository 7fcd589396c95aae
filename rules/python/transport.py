import ftplib
import smtplib
import socket
import ssl
import telnetlib

import paramiko
import requests


def connect(host, sock, password):
    # ruleid: python-old-tls
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    # ruleid: python-old-tls
    context.minimum_version = ssl.TLSVersion.TLSv1
    # ok: python-old-tls
    good = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # ok: python-old-tls
    good.minimum_version = ssl.TLSVersion.TLSv1_2
    # ruleid: python-tls-wrap-socket
    a = ssl.wrap_socket(sock)
    # ruleid: python-tls-wrap-socket
    b = ssl.wrap_socket(sock, cert_reqs=ssl.CERT_NONE)
    settings = {"cert_reqs": self.verify_mode, "ca_certs": self.ca_certs}
    # ok: python-tls-wrap-socket
    f = ssl.wrap_socket(sock, **settings)
    # ok: python-tls-wrap-socket
    c = good.wrap_socket(sock, server_hostname=host)
    # ok: python-tls-wrap-socket
    d = ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED, ca_certs="ca.pem")
    # ruleid: python-tls-hostname
    good.check_hostname = False
    # ok: python-tls-hostname
    good.check_hostname = True
    return a


def connect_unnamed(sock, host):
    # ruleid: python-tls-hostname
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    first = context.wrap_socket(sock)
    # ok: python-tls-hostname
    named = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return named.wrap_socket(sock, server_hostname=host)


def shell(client):
    # ruleid: python-ssh-host-key
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    # ruleid: python-ssh-host-key
    client.set_missing_host_key_policy(paramiko.WarningPolicy)
    # ok: python-ssh-host-key
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    # ok: python-ssh-host-key
    client.load_system_host_keys()


def transfer(user, password, text):
    # ruleid: python-cleartext-protocol
    terminal = telnetlib.Telnet("host.example.com")
    ftp = ftplib.FTP("host.example.com")
    # ruleid: python-cleartext-login
    ftp.login(user, password)
    # ok: python-cleartext-protocol
    public = ftplib.FTP("ftp.debian.org")
    safe = ftplib.FTP_TLS("host.example.com")
    # ok: python-cleartext-login
    safe.login(user, password)
    with smtplib.SMTP("host.example.com", 587) as mail:
        mail.starttls()
        # ok: python-cleartext-login
        mail.login(user, password)
    with smtplib.SMTP("host.example.com") as open_mail:
        # ruleid: python-cleartext-login
        open_mail.login(user, password)
    # ruleid: python-cleartext-protocol
    requests.get("http://shop.example.com/orders", auth=(user, password))
    # ok: python-cleartext-protocol
    requests.get("https://shop.example.com/orders", auth=(user, password))


class Context:
    def __init__(self):
        # ok: python-tls-hostname
        self.check_hostname = False


# ok: python-old-tls
versions[ssl.PROTOCOL_TLSv1] = OpenSSL.SSL.TLSv1_METHOD
