class Connections {
    private static final TrustManager[] ALL = {
        new X509TrustManager() {
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            // ruleid: java-trust-all
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        }
    };

    SSLContext lenient() throws Exception {
        // ruleid: java-trust-all
        return SSLContextBuilder.create().loadTrustMaterial(null, (chain, type) -> true).build();
    }

    X509TrustManager checked(X509TrustManager inner) {
        return new X509TrustManager() {
            // ok: java-trust-all
            public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
                inner.checkServerTrusted(chain, type);
            }
        };
    }

    SSLContext own(KeyStore store) throws Exception {
        // ok: java-trust-all
        return SSLContextBuilder.create().loadTrustMaterial(store, null).build();
    }

    void names(HttpsURLConnection connection) {
        // ruleid: java-hostname-unverified
        connection.setHostnameVerifier((host, session) -> true);
        // ruleid: java-hostname-unverified
        HttpClients.custom().setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE).build();
        // ok: java-hostname-unverified
        connection.setHostnameVerifier((host, session) -> host.equals("db.internal") && known(session));
        // ok: java-hostname-unverified
        HttpsURLConnection.getDefaultHostnameVerifier();
    }

    void protocols(SSLSocket socket) throws Exception {
        // ruleid: java-old-tls
        SSLContext.getInstance("SSL");
        // ruleid: java-old-tls
        socket.setEnabledProtocols(new String[] {"TLSv1", "TLSv1.2"});
        // ok: java-old-tls
        SSLContext.getInstance("TLS");
        // ok: java-old-tls
        socket.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
    }
}
