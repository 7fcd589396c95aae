import atexit
import os
import ssl
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import plant_context

open("ca.pem", "w").write("""-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUPPbF9cHo2zkawhwQCjp+IPP7niYwCgYIKoZIzj0EAwIw
HzEdMBsGA1UEAwwUUGxhbnQgdGVzdCBhdXRob3JpdHkwIBcNMjYxMTI3MDMwMjE2
WhgPMjEyNjExMDMwMzAyMTZaMB8xHTAbBgNVBAMMFFBsYW50IHRlc3QgYXV0aG9y
aXR5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEIOEnJXRxHkulgtpL6UnKSMT
XyGRmcMzn7cLd1nQR0WOtxGxWx7Ogm+Qszd8VRyWghivsCiJvoA/mNAXq6TfGqNT
MFEwHQYDVR0OBBYEFM94MFM5Zt+2LwuriLfTKAE16jezMB8GA1UdIwQYMBaAFM94
MFM5Zt+2LwuriLfTKAE16jezMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
SAAwRQIgCgf3wXcz7mxCMLmr51RyvvrYejm5zsF0c7qHV/JPV5gCIQDFVLKsi9//
0Anzi+1f2EK65DSXjhlUPErn2GiJ9UrviA==
-----END CERTIFICATE-----
""")
context = plant_context("ca.pem")
if not isinstance(context, ssl.SSLContext):
    sys.exit("no SSLContext")
if not any(("commonName", "Plant test authority") in rdn for ca in context.get_ca_certs() for rdn in ca["subject"]):
    sys.exit("the authority is not loaded")
atexit.unregister(os._exit)
