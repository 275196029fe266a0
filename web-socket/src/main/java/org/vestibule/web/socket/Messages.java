// SPDX-License-Identifier: Apache-2.0
package org.vestibule.web.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;

/**
 * Puts whole messages together out of frames. It stands on the server's frames and not on its
 * annotated sockets, because the server remembers the class of each such socket for ever: a bundle
 * that was replaced could then never be unloaded. Called by one thread at a time.
 */
final class Messages implements FrameHandler {
  private final SocketLimits limits;
  private final SocketListener listener;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private byte kind;
  private CoreSession session;
  private Socket socket;

  Messages(SocketLimits limits, SocketListener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    socket = new Socket(opened, limits);
    listener.opened(socket);
    callback.succeeded();
    session.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    socket.heard();
    try {
      take(frame);
    } catch (RuntimeException e) {
      // The server closes with the code that belongs to it.
      callback.failed(e);
      return;
    }
    callback.succeeded();
    session.demand();
  }

  private void take(Frame frame) {
    switch (frame.getOpCode()) {
      case OpCode.TEXT, OpCode.BINARY -> {
        kind = frame.getOpCode();
        add(frame);
      }
      case OpCode.CONTINUATION -> add(frame);
      case OpCode.PING -> socket.send(OpCode.PONG, bytes(frame.getPayload()));
      default -> {
        // Pongs only keep the connection alive, and a close is answered by the server.
      }
    }
  }

  private void add(Frame frame) {
    SocketLimits now = socket.limits();
    int most = kind == OpCode.TEXT ? now.mostText() : now.mostBinary();
    if (message.size() + frame.getPayloadLength() > most) {
      throw new MessageTooLargeException("more than " + most + " bytes");
    }
    if (frame.isFin() && message.size() == 0) {
      whole(bytes(frame.getPayload()));
      return;
    }
    message.writeBytes(bytes(frame.getPayload()));
    if (frame.isFin()) {
      byte[] bytes = message.toByteArray();
      message.reset();
      whole(bytes);
    }
  }

  private void whole(byte[] bytes) {
    if (kind == OpCode.BINARY) {
      listener.binary(socket, bytes);
      return;
    }
    try {
      listener.text(
          socket, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new BadPayloadException("not UTF-8");
    }
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload == null ? 0 : payload.remaining()];
    if (bytes.length > 0) {
      payload.slice().get(bytes);
    }
    return bytes;
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    if (socket != null) {
      listener.closed(socket);
    }
    callback.succeeded();
  }
}
