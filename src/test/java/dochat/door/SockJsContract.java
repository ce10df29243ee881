package dochat.door;

/** What differs at SockJS: its close frame always says the same (sockjs-protocol 0.3.3). */
abstract class SockJsContract extends RefusalContract {
  private static final int GO_AWAY = 3000;

  @Override
  final int closeCode(int webSocketCode) {
    return GO_AWAY;
  }
}
