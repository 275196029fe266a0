// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A socket of one way: asks before it connects, counts what is written, and knows no proxy, so that
 * no system property leads it elsewhere.
 */
final class CountedSocket extends Socket {
  private final Way way;
  private volatile String host = "";
  private OutputStream counted;

  CountedSocket(Way way) {
    super(Proxy.NO_PROXY);
    this.way = way;
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    if (!(endpoint instanceof InetSocketAddress wanted)) {
      throw new IllegalArgumentException("an internet address");
    }
    InetSocketAddress judged = way.admit(wanted);
    host = wanted.getHostString();
    super.connect(judged, timeout);
    if (!judged.getAddress().equals(getInetAddress())) {
      close();
      throw new IOException("connected to another address than was judged");
    }
    way.opened(this);
  }

  @Override
  public synchronized OutputStream getOutputStream() throws IOException {
    if (counted == null) {
      counted = new Counter(super.getOutputStream());
    }
    return counted;
  }

  @Override
  public void close() throws IOException {
    way.gone(this);
    super.close();
  }

  void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // The other side went first.
    }
  }

  /** Returns what it was connected to, as it was named. */
  String host() {
    return host;
  }

  boolean outside() {
    return isConnected() && !getInetAddress().isLoopbackAddress();
  }

  /** Counts bytes before they are written: what may have left counts as left. */
  private final class Counter extends FilterOutputStream {
    private Counter(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int single) throws IOException {
      way.wrote(1);
      out.write(single);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      way.wrote(length);
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      CountedSocket.this.close();
    }
  }
}
