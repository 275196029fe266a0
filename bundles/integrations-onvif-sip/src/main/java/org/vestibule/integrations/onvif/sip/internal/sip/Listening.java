// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how this house listens for SIP. Another one means that it begins anew.
 *
 * @param address of this machine, one, not all
 * @param port for UDP and TCP
 * @param tlsPort 0: no TLS
 * @param certificate a PKCS#12 file, for TLS
 * @param certificatePassword a file whose first line opens it
 * @param trusted a PEM file with what is trusted in others; empty: what the Java runtime trusts
 * @param mostBytes the longest message
 * @param messagesPerSecond that the strangers of one address may send
 */
record Listening(
    InetAddress address,
    int port,
    int tlsPort,
    Optional<Path> certificate,
    Optional<Path> certificatePassword,
    Optional<Path> trusted,
    int mostBytes,
    int messagesPerSecond) {}
