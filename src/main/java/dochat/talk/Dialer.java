package dochat.talk;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** How nodes are reached: in the clear, or by TLS from nodes whose certificate is trusted and names them (RFC 9525). Immutable. */
final class Dialer {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final SSLSocketFactory tls;

  private Dialer(SSLSocketFactory tls) {
    this.tls = tls;
  }

  static Dialer inTheClear() {
    return new Dialer(null);
  }

  /** Trusts whom this machine's Java trusts. */
  static Dialer overTls() {
    return new Dialer((SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * Trusts these certificates, and those that they have signed, and nobody else.
   *
   * @param authorities PEM file
   * @throws CertificateException when there is none in it
   */
  static Dialer overTls(Path authorities) throws IOException, CertificateException {
    try (InputStream pem = Files.newInputStream(authorities)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
      }
      if (trusted.size() == 0) {
        throw new CertificateException("no certificate in " + authorities);
      }
      return new Dialer(trusting(trusted));
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Connects.
   *
   * @param patience how long the node may be silent before it has said anything
   * @throws javax.net.ssl.SSLException when the node does not speak TLS, or its certificate is not to be trusted
   */
  Socket dial(NodeAddress node, Duration patience) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(node.host(), node.port()), (int) CONNECT.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) patience.toMillis());
      return tls == null ? socket : secure(socket, node);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private SSLSocket secure(Socket socket, NodeAddress node) throws IOException {
    SSLSocket secure = (SSLSocket) tls.createSocket(socket, node.host(), node.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private static SSLSocketFactory trusting(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
