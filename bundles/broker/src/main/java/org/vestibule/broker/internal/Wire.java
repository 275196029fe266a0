// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Map;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a connection's pipeline: tells the engine that it is there, writable, and gone. */
final class Wire extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  private final Engine engine;
  private NettyServerConnection connection;

  Wire(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    connection =
        new NettyServerConnection(
            Map.of(), context.channel(), engine.remoting(), false, false, null);
    engine.begun();
    engine.remoting().connectionCreated(null, connection, engine.protocol());
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    connection.fireReady(context.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    engine.ended(connection.getID());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("A connection ends: {}", cause.toString());
    context.close();
  }
}
