// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import gov.nist.javax.sip.SipStackImpl;
import java.util.Properties;
import javax.sip.PeerUnavailableException;

/**
 * JAIN-SIP as far as this house uses it: transport, parser and transactions. Dialogs are our own,
 * for JAIN-SIP's follow what another end writes; and so are sockets, routes and logs.
 */
final class JainStack extends SipStackImpl {
  /** One parses, so that what a peer sent in order is seen in order. */
  private static final String PARSING_THREADS = "1";

  JainStack(String name, Gate gate, Sockets sockets, int mostBytes)
      throws PeerUnavailableException {
    super(properties(name, mostBytes));
    networkLayer = sockets;
    setRouter(new FlowRouter());
    setMessageParserFactory(new CountingParsers(gate));
  }

  private static Properties properties(String name, int mostBytes) {
    Properties set = new Properties();
    set.setProperty("javax.sip.STACK_NAME", name);
    set.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    set.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
    set.setProperty("gov.nist.javax.sip.STACK_LOGGER", StackLog.class.getName());
    set.setProperty("gov.nist.javax.sip.SERVER_LOGGER", MessageLog.class.getName());
    // By default it makes a thread for each datagram.
    set.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", PARSING_THREADS);
    // By default events wait in a list without an end; this house hands them on at once.
    set.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
    // By default its threads have the highest priority there is.
    set.setProperty("gov.nist.javax.sip.THREAD_PRIORITY", "" + Thread.NORM_PRIORITY);
    // By default a message over TCP has no end, nor has a half one.
    set.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "" + mostBytes);
    set.setProperty("gov.nist.javax.sip.READ_TIMEOUT", "5000");
    set.setProperty("gov.nist.javax.sip.CONNECTION_TIMEOUT", "3000");
    // By default it drops what waited for 8 s, by a thread that looks every 2 s; nothing waits
    // here.
    set.setProperty("gov.nist.javax.sip.CONGESTION_CONTROL_TIMEOUT", "0");
    set.setProperty("gov.nist.javax.sip.MAX_FORK_TIME_SECONDS", "0");
    set.setProperty("gov.nist.javax.sip.AGGRESSIVE_CLEANUP", "true");
    set.setProperty("gov.nist.javax.sip.TLS_CLIENT_AUTH_TYPE", "Disabled");
    set.setProperty("gov.nist.javax.sip.TLS_CLIENT_PROTOCOLS", "TLSv1.3, TLSv1.2");
    // Milliseconds, whatever its documentation says.
    set.setProperty("gov.nist.javax.sip.SSL_HANDSHAKE_TIMEOUT", "5000");
    return set;
  }
}
