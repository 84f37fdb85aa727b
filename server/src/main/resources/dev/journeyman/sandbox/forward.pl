# Listens on a free loopback port, leads every connection there to a unix socket, and becomes the
# command. Arguments: the socket, then the command.
use strict;
use Socket;

my $path = shift @ARGV;
socket(my $listener, PF_INET, SOCK_STREAM, 0) or die "proxy: socket: $!\n";
bind($listener, sockaddr_in(0, INADDR_LOOPBACK)) or die "proxy: bind: $!\n";
listen($listener, 64) or die "proxy: listen: $!\n";
my ($port) = sockaddr_in(getsockname($listener));

my $helper = fork();
defined $helper or die "proxy: fork: $!\n";
if ($helper) {
    waitpid($helper, 0);
    my $url = "http://127.0.0.1:$port";
    $ENV{$_} = $url for qw(http_proxy https_proxy HTTP_PROXY HTTPS_PROXY);
    $ENV{$_} = 'localhost,127.0.0.1,::1' for qw(no_proxy NO_PROXY);
    my $java = "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=$port"
        . " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=$port";
    $ENV{$_} = $ENV{$_} ? "$ENV{$_} $java" : $java for qw(MAVEN_OPTS GRADLE_OPTS);
    exec { $ARGV[0] } @ARGV;
    print STDERR "$ARGV[0]: $!\n";
    exit 127;
}
# The command must not find a child it did not start.
exit 0 if fork();

open(STDIN, '<', '/dev/null');
open(STDOUT, '>', '/dev/null');
open(STDERR, '>', '/dev/null');
$SIG{CHLD} = 'IGNORE';
$SIG{PIPE} = 'IGNORE';
while (1) {
    accept(my $client, $listener) or next;
    my $child = fork();
    if (defined $child && $child == 0) {
        lead($client);
        exit 0;
    }
    close $client;
}

sub lead {
    my ($client) = @_;
    socket(my $proxy, PF_UNIX, SOCK_STREAM, 0) or return;
    connect($proxy, sockaddr_un($path)) or return;
    my @open = ([$client, $proxy], [$proxy, $client]);
    while (@open) {
        my $wanted = '';
        vec($wanted, fileno($_->[0]), 1) = 1 for @open;
        select(my $ready = $wanted, undef, undef, undef);
        @open = grep { !vec($ready, fileno($_->[0]), 1) || pass(@$_) } @open;
    }
}

sub pass {
    my ($from, $to) = @_;
    my $read = sysread($from, my $bytes, 65536);
    if (!$read) {
        shutdown($to, 1);
        return 0;
    }
    my $at = 0;
    while ($at < $read) {
        my $written = syswrite($to, $bytes, $read - $at, $at);
        return 0 unless $written;
        $at += $written;
    }
    return 1;
}
