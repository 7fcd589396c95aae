package main

import (
	"fmt"
	"os"
	"sync/atomic"
	"time"
)

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(os.Stderr, r)
			os.Exit(1)
		}
	}()
	if p := NewPot(func() int { return 10 }); !p.Pay("mo", 4) {
		fmt.Fprintln(os.Stderr, "ordinary use does not work")
		os.Exit(1)
	}
	// While the first looks up the price, a second one pays; with a lock it may have to wait until the first is done.
	var p *Pot
	var asked int32
	second := make(chan bool, 1)
	p = NewPot(func() int {
		if p != nil && atomic.AddInt32(&asked, 1) == 1 {
			done := make(chan struct{})
			go func() {
				second <- p.Pay("li", 60)
				close(done)
			}()
			select {
			case <-done:
			case <-time.After(300 * time.Millisecond):
			}
		}
		return 100
	})
	first := p.Pay("mo", 60)
	if atomic.LoadInt32(&asked) == 0 {
		fmt.Fprintln(os.Stderr, "the price is not looked up")
		os.Exit(1)
	}
	both := <-second && first
	if total, _ := p.Paid(); both || total != 60 {
		fmt.Fprintln(os.Stderr, "two payments at the same time exceed the price:", total)
		os.Exit(1)
	}
}
