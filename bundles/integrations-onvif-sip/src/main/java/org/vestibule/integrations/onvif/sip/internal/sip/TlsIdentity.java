// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.PasswordFile;

/** The certificate that this house shows to phones, and what it trusts in others. Thread-safe. */
final class TlsIdentity {
  /** What this house speaks, newest first. */
  static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private static final int MOST_BYTES = 1 << 20;

  private final SSLContext context;
  private final Map<InetSocketAddress, String> names = new ConcurrentHashMap<>();

  private TlsIdentity(SSLContext context) {
    this.context = context;
  }

  /**
   * Reads it.
   *
   * @param trusted a PEM file; empty: what the Java runtime trusts
   * @throws VestibuleException {@code certificate-invalid}
   */
  static TlsIdentity read(Path store, Optional<Path> passwordFile, Optional<Path> trusted)
      throws VestibuleException {
    char[] password = new char[0];
    try {
      if (passwordFile.isPresent()) {
        byte[] read = PasswordFile.firstLine(passwordFile.get());
        password = new String(read, StandardCharsets.UTF_8).toCharArray();
        Arrays.fill(read, (byte) 0);
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(store, password), password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust(trusted).getTrustManagers(), null);
      return new TlsIdentity(context);
    } catch (IOException | GeneralSecurityException e) {
      throw new VestibuleException(
          "certificate-invalid",
          "certificate " + store.getFileName() + " of SIP",
          e.getClass().getSimpleName(),
          "a PKCS#12 file with a private key and its certificate, and the password that opens it",
          "Write certificateFile and certificatePasswordFile anew and save the configuration.",
          e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Notes by which name a peer's certificate is checked; otherwise its address is its name. */
  void name(InetSocketAddress peer, String name) {
    names.put(peer, name);
  }

  /** Wraps a connection that this house made; the other end's certificate must fit its name. */
  SSLSocket client(Socket plain, InetSocketAddress peer) throws IOException {
    String name = names.getOrDefault(peer, peer.getAddress().getHostAddress());
    SSLSocket socket = wrap(plain, name, peer.getPort());
    socket.setUseClientMode(true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(VERSIONS);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** Wraps a connection that came in. */
  SSLSocket server(Socket plain) throws IOException {
    SSLSocket socket = wrap(plain, plain.getInetAddress().getHostAddress(), plain.getPort());
    socket.setUseClientMode(false);
    socket.setEnabledProtocols(VERSIONS);
    return socket;
  }

  private SSLSocket wrap(Socket plain, String name, int port) throws IOException {
    try {
      return (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static KeyStore load(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  private static TrustManagerFactory trust(Optional<Path> file)
      throws IOException, GeneralSecurityException {
    KeyStore store = null;
    if (file.isPresent()) {
      if (Files.size(file.get()) > MOST_BYTES) {
        throw new IOException("the file of trusted certificates is too long");
      }
      store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      try (InputStream in = Files.newInputStream(file.get())) {
        int count = 0;
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("trusted-" + ++count, each);
        }
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
