// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/** An open port. Thread-safe. */
final class Listener implements AutoCloseable {
  private static final int WAITING = 64;

  private final Channel channel;

  private Listener(Channel channel) {
    this.channel = channel;
  }

  /**
   * Opens a port.
   *
   * @throws VestibuleException {@code port-unavailable}
   */
  static Listener open(
      InetSocketAddress where, Optional<Tls> tls, House house, EventLoopGroup loops)
      throws VestibuleException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, WAITING)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel each) {
                    furnish(each, tls, house);
                  }
                })
            .bind(where)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new VestibuleException(
          "port-unavailable",
          "port " + where.getPort() + " of " + where.getAddress().getHostAddress(),
          bound.cause().getMessage(),
          "an address of this machine and a port that is free",
          "Look what listens there, or set another address or port of " + BrokerConfig.PID + ".",
          bound.cause());
    }
    return new Listener(bound.channel());
  }

  private static void furnish(Channel channel, Optional<Tls> tls, House house) {
    if (!house.connections().enter(channel)) {
      channel.close();
      return;
    }
    ChannelPipeline line = channel.pipeline();
    tls.ifPresent(some -> line.addLast(some.context().newHandler(channel.alloc())));
    house.engine().protocol().addChannelHandlers(line);
    // The engine's own decoder would take 256 MB from anybody before it looks at a password.
    line.replace(MqttDecoder.class, "decoder", new MqttDecoder(house.bounds().packetBytes()));
    line.addAfter("decoder", "gate", new Gate(house));
    line.addLast("wire", new Wire(house.engine()));
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }
}
