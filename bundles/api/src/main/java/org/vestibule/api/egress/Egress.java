// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.egress;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/** The way to one sink. Thread-safe; close it when nothing is sent there any more. */
@ProviderType
public interface Egress extends AutoCloseable {
  /**
   * Declares what is about to be sent over a socket of {@link #sockets}.
   *
   * @param bytes how many, 0 or more; 0 asks whether it may be sent and counts nothing
   * @throws VestibuleException {@code data-class-denied}: do not send it
   */
  void declare(DataClass what, long bytes) throws VestibuleException;

  /**
   * Returns what makes this sink's plain connections; refuses hosts that the site does not allow.
   */
  SocketFactory sockets();

  /** Returns what makes this sink's TLS connections, counted below the encryption. */
  SocketFactory sockets(SSLContext tls);

  /**
   * Sends one HTTP request and reads the answer; redirections are not followed.
   *
   * @param what the class of its body
   * @param mostAnswer the longest answer in bytes
   * @throws VestibuleException {@code data-class-denied}, {@code egress-denied}, {@code
   *     answer-too-long}
   * @throws IOException when it cannot be sent. One of {@link java.net.ConnectException}, {@link
   *     java.net.UnknownHostException}, {@link javax.net.ssl.SSLHandshakeException} and {@link
   *     java.net.http.HttpConnectTimeoutException} says that not a byte of the request was; any
   *     other leaves open whether the other end has it
   */
  HttpResponse<byte[]> exchange(HttpRequest request, DataClass what, int mostAnswer)
      throws VestibuleException, IOException, InterruptedException;

  /**
   * As {@link #exchange(HttpRequest, DataClass, int)}, for a server whose certificate is not signed
   * by one of those that the Java runtime trusts.
   *
   * @param tls what is trusted where the address is https; the certificate must still be the host's
   */
  default HttpResponse<byte[]> exchange(
      HttpRequest request, SSLContext tls, DataClass what, int mostAnswer)
      throws VestibuleException, IOException, InterruptedException {
    throw new UnsupportedOperationException("this way out trusts what the Java runtime trusts");
  }

  /**
   * Asks whether something that opens its own connections, such as a child process, may connect to
   * there, and notes that it does.
   *
   * @param host a name or an address
   * @param port 1 to 65535
   * @throws VestibuleException {@code egress-denied}: do not let it
   */
  default void permit(String host, int port) throws VestibuleException {
    throw new UnsupportedOperationException("this way out cannot speak for others");
  }

  /**
   * Opens another way to the same sink, that leads only to what the whole world can reach: not to
   * this machine and not into a private network, whatever names lead there. For addresses that
   * somebody else may have chosen. It is closed by itself.
   */
  default Egress publicOnly() {
    throw new UnsupportedOperationException("this way out cannot tell private addresses");
  }

  @Override
  void close();
}
