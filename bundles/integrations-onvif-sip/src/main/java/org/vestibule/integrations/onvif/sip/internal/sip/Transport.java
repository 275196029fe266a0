// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/** JAIN-SIP running at the configured address. Thread-safe. */
final class Transport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  private final Listening listening;
  private final Gate gate;
  private final StackThreads threads;
  private final Optional<TlsIdentity> tls;
  private JainStack stack;
  private SipProvider provider;

  private Transport(Listening listening, Gate gate, Optional<TlsIdentity> tls) {
    this.listening = listening;
    this.gate = gate;
    this.tls = tls;
    this.threads = new StackThreads(gate);
  }

  /**
   * Begins to listen.
   *
   * @throws VestibuleException {@code sip-address-busy}, {@code certificate-invalid}
   */
  static Transport open(Listening listening, Gate gate, javax.sip.SipListener listener)
      throws VestibuleException {
    Optional<TlsIdentity> tls = Optional.empty();
    if (listening.tlsPort() > 0) {
      tls =
          Optional.of(
              TlsIdentity.read(
                  listening.certificate().orElseThrow(),
                  listening.certificatePassword(),
                  listening.trusted()));
    }
    Transport transport = new Transport(listening, gate, tls);
    try {
      transport.threads.make(() -> transport.start(listener));
      return transport;
    } catch (IOException e) {
      transport.close();
      throw new VestibuleException(
          "sip-address-busy",
          "SIP at " + listening.address().getHostAddress() + ":" + listening.port(),
          "cannot listen there",
          "an address of this machine with a port that nobody has",
          "Set address and port of org.vestibule.sip.",
          e);
    }
  }

  private Transport start(SipListener listener)
      throws SipException, InvalidArgumentException, java.util.TooManyListenersException {
    String address = listening.address().getHostAddress();
    stack = new JainStack("vestibule", gate, new Sockets(gate, tls), listening.mostBytes());
    ListeningPoint udp = stack.createListeningPoint(address, listening.port(), "udp");
    provider = stack.createSipProvider(udp);
    provider.addListeningPoint(stack.createListeningPoint(address, listening.port(), "tcp"));
    if (listening.tlsPort() > 0) {
      provider.addListeningPoint(stack.createListeningPoint(address, listening.tlsPort(), "tls"));
    }
    provider.addSipListener(listener);
    return this;
  }

  SipProvider provider() {
    return provider;
  }

  Listening listening() {
    return listening;
  }

  Gate gate() {
    return gate;
  }

  /** Returns the port at which a transport is listened. */
  int port(String transport) {
    return transport.equals("tls") ? listening.tlsPort() : listening.port();
  }

  /** Notes by which name the certificate of a peer is checked. */
  void name(InetSocketAddress peer, String name) {
    tls.ifPresent(identity -> identity.name(peer, name));
  }

  /** Returns how many requests are being answered. */
  int serverTransactions() {
    return stack.getServerTransactionTableSize();
  }

  /** Returns the way by which a message came. */
  static Flow flow(Message message) {
    SIPMessage read = (SIPMessage) message;
    String transport = read.getTopmostVia().getTransport().toLowerCase(java.util.Locale.ROOT);
    return new Flow(
        transport,
        new InetSocketAddress(read.getPeerPacketSourceAddress(), read.getPeerPacketSourcePort()));
  }

  @Override
  public void close() {
    if (stack != null) {
      try {
        threads.make(
            () -> {
              end();
              return this;
            });
      } catch (IOException e) {
        LOG.debug("JAIN-SIP did not end well: {}", e.getMessage());
      }
    }
    threads.interrupt();
  }

  private void end() throws IOException {
    try {
      if (provider != null) {
        for (ListeningPoint each : provider.getListeningPoints()) {
          stack.deleteListeningPoint(each);
        }
      }
    } catch (ObjectInUseException e) {
      LOG.debug("JAIN-SIP still uses a listening point");
    }
    stack.stop();
    gate.closeConnections();
  }
}
