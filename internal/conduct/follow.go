package conduct

// follow visits the blocks that control can come to from one, each once, in no order that counts: visit returns those that it goes
// on to from there.
func follow(start int32, visit func(i int32) (on []int32)) {
	seen := map[int32]bool{}
	todo := []int32{start}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !seen[i] {
			seen[i] = true
			todo = append(todo, visit(i)...)
		}
	}
}
