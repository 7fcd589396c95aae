package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync"
)

// Many handlers at once, in a child: Go ends a program that it catches writing to a map from two places.
func pay() {
	runtime.GOMAXPROCS(4)
	for round := 0; round < 30; round++ {
		const each = 2000
		p := NewPot(8 * each)
		var wait sync.WaitGroup
		for worker := 0; worker < 8; worker++ {
			wait.Add(1)
			go func(name string) {
				defer wait.Done()
				for i := 0; i < each; i++ {
					p.Pay(name, 1)
				}
			}(fmt.Sprint("w", worker))
		}
		wait.Wait()
		if total, _ := p.Paid(); total != 8*each {
			os.Exit(3)
		}
	}
}

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(os.Stderr, r)
			os.Exit(1)
		}
	}()
	if len(os.Args) > 1 {
		pay()
		return
	}
	if p := NewPot(10); !p.Pay("mo", 4) {
		fmt.Fprintln(os.Stderr, "ordinary use does not work")
		os.Exit(1)
	}
	if err := exec.Command("./security", "pay").Run(); err != nil {
		fmt.Fprintln(os.Stderr, "payments at the same time disturb each other:", err)
		os.Exit(1)
	}
}
